namespace Rushes.Encoding.Recipes;

/// <summary>
/// The lowest level of ITU-T H.264 Table A-1 that holds a stream, so that every chunk of a rendition says the same and
/// nothing is left to what an encoder guesses from the chunk it sees.
/// </summary>
internal static class AvcLevel
{
    private const int MacroblockSize = 16;

    // Name, MaxMBPS, MaxFS (macroblocks), MaxDpbMbs, MaxBR and MaxCPB (units of cpbBrVclFactor bits).
    private static readonly Limits[] TableA1 =
    [
        new("1.0", 1_485, 99, 396, 64, 175),
        new("1.1", 3_000, 396, 900, 192, 500),
        new("1.2", 6_000, 396, 2_376, 384, 1_000),
        new("1.3", 11_880, 396, 2_376, 768, 2_000),
        new("2.0", 11_880, 396, 2_376, 2_000, 2_000),
        new("2.1", 19_800, 792, 4_752, 4_000, 4_000),
        new("2.2", 20_250, 1_620, 8_100, 4_000, 4_000),
        new("3.0", 40_500, 1_620, 8_100, 10_000, 10_000),
        new("3.1", 108_000, 3_600, 18_000, 14_000, 14_000),
        new("3.2", 216_000, 5_120, 20_480, 20_000, 20_000),
        new("4.0", 245_760, 8_192, 32_768, 20_000, 25_000),
        new("4.1", 245_760, 8_192, 32_768, 50_000, 62_500),
        new("4.2", 522_240, 8_704, 34_816, 50_000, 62_500),
        new("5.0", 589_824, 22_080, 110_400, 135_000, 135_000),
        new("5.1", 983_040, 36_864, 184_320, 240_000, 240_000),
        new("5.2", 2_073_600, 36_864, 184_320, 240_000, 240_000),
        new("6.0", 4_177_920, 139_264, 696_320, 240_000, 240_000),
        new("6.1", 8_355_840, 139_264, 696_320, 480_000, 480_000),
        new("6.2", 16_711_680, 139_264, 696_320, 800_000, 800_000),
    ];

    /// <param name="width">Luma samples.</param>
    /// <param name="height">Luma samples.</param>
    /// <param name="framesPerSecond">The shortest frame of the timeline decides.</param>
    /// <param name="maxrateBps">Bit/s; 0 when the stream is not capped.</param>
    /// <param name="bufferBits">Bits; 0 when there is none.</param>
    /// <param name="cpbBrVclFactor">1250 for High, 3000 for High 10, 4000 for High 4:4:4 Predictive (Table A-2).</param>
    /// <param name="references">Frames that the decoder must hold.</param>
    /// <returns>The level, or the highest one where none is enough.</returns>
    public static string Lowest(
        int width, int height, double framesPerSecond, long maxrateBps, long bufferBits, int cpbBrVclFactor, int references)
    {
        var columns = Blocks(width);
        var rows = Blocks(height);
        var size = columns * rows;
        foreach (var level in TableA1)
        {
            // A.3.1 d: neither side may exceed sqrt(8 * MaxFS) macroblocks.
            var longestSide = Math.Sqrt(8.0 * level.FrameSize);
            if (size <= level.FrameSize
                && columns <= longestSide
                && rows <= longestSide
                && size * framesPerSecond <= level.MacroblockRate
                && size * (long)references <= level.DecodedPictureBuffer
                && maxrateBps <= level.Bitrate * (long)cpbBrVclFactor
                && bufferBits <= level.Buffer * (long)cpbBrVclFactor)
            {
                return level.Name;
            }
        }

        return TableA1[^1].Name;
    }

    private static int Blocks(int samples) => (samples + MacroblockSize - 1) / MacroblockSize;

    private sealed record Limits(string Name, int MacroblockRate, int FrameSize, int DecodedPictureBuffer, int Bitrate, int Buffer);
}
