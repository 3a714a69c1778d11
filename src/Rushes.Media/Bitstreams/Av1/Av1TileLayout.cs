namespace Rushes.Media.Bitstreams.Av1;

/// <summary>tile_info (AV1 specification §5.9.15).</summary>
/// <param name="ColumnsLog2">TileColsLog2.</param>
/// <param name="RowsLog2">TileRowsLog2.</param>
/// <param name="Columns">TileCols.</param>
/// <param name="Rows">TileRows.</param>
/// <param name="SizeBytes">TileSizeBytes: bytes of the size in front of each tile but the last of its group.</param>
internal readonly record struct Av1TileLayout(int ColumnsLog2, int RowsLog2, int Columns, int Rows, int SizeBytes)
{
    private const int MaxWidth = 4096;
    private const int MaxArea = 4096 * 2304;
    private const int MostColumnsOrRows = 64;

    public int Count => Columns * Rows;

    public static Av1TileLayout Read(ref BitReader bits, bool uses128, int frameWidth, int frameHeight)
    {
        // Superblocks of the frame, counted by way of 8x8 blocks (compute_image_size, §5.9.9).
        var shift = uses128 ? 7 : 6;
        var (columns, rows) = (Superblocks(frameWidth, shift), Superblocks(frameHeight, shift));
        var maxTileWidth = MaxWidth >> shift;
        var leastColumnsLog2 = Log2(maxTileWidth, columns);
        var leastLog2 = Math.Max(leastColumnsLog2, Log2(MaxArea >> (2 * shift), rows * columns));
        var (across, down) = bits.ReadFlag()
            ? ReadUniform(ref bits, columns, rows, leastColumnsLog2, leastLog2)
            : ReadExplicit(ref bits, columns, rows, maxTileWidth, leastLog2);
        if (across.Log2 + down.Log2 == 0)
        {
            return new Av1TileLayout(0, 0, 1, 1, 0);
        }

        bits.Skip(across.Log2 + down.Log2); // context_update_tile_id
        return new Av1TileLayout(across.Log2, down.Log2, across.Count, down.Count, bits.Read(2) + 1);
    }

    private static ((int Log2, int Count) Across, (int Log2, int Count) Down) ReadUniform(
        ref BitReader bits, int columns, int rows, int leastColumnsLog2, int leastLog2)
    {
        var across = Increment(ref bits, leastColumnsLog2, Log2(1, Math.Min(columns, MostColumnsOrRows)));
        var down = Increment(ref bits, Math.Max(leastLog2 - across, 0), Log2(1, Math.Min(rows, MostColumnsOrRows)));
        return ((across, UniformCount(columns, across)), (down, UniformCount(rows, down)));
    }

    private static int Increment(ref BitReader bits, int log2, int greatest)
    {
        while (log2 < greatest && bits.ReadFlag())
        {
            log2++;
        }

        return log2;
    }

    private static int UniformCount(int superblocks, int log2)
    {
        var size = (superblocks + (1 << log2) - 1) >> log2;
        return (superblocks + size - 1) / size;
    }

    private static ((int Log2, int Count) Across, (int Log2, int Count) Down) ReadExplicit(
        ref BitReader bits, int columns, int rows, int maxTileWidth, int leastLog2)
    {
        var across = ReadSizes(ref bits, columns, maxTileWidth, out var widest);
        var area = leastLog2 > 0 ? (rows * columns) >> (leastLog2 + 1) : rows * columns;
        return (across, ReadSizes(ref bits, rows, Math.Max(area / widest, 1), out _));
    }

    private static (int Log2, int Count) ReadSizes(ref BitReader bits, int superblocks, int greatest, out int widest)
    {
        var count = 0;
        widest = 0;
        for (var start = 0; start < superblocks; count++)
        {
            var size = bits.ReadNs(Math.Min(superblocks - start, greatest)) + 1;
            widest = Math.Max(widest, size);
            start += size;
        }

        return count <= MostColumnsOrRows ? (Log2(1, count), count) : throw bits.Malformed($"{count} tiles in a row or column");
    }

    private static int Superblocks(int samples, int shift) => ((((samples + 7) >> 3) << 3) + (1 << shift) - 1) >> shift;

    // tile_log2 (§5.9.16).
    private static int Log2(int block, int target)
    {
        var log2 = 0;
        while ((long)block << log2 < target)
        {
            log2++;
        }

        return log2;
    }
}
