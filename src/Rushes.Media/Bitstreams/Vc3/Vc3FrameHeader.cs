using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Vc3;

/// <summary>Header of a VC-3 frame (SMPTE ST 2019-1 §6.2).</summary>
/// <param name="HeaderSize">Bytes.</param>
/// <param name="CompressionId">1235 to 1260 DNxHD, 1270 to 1274 DNxHR 444, HQX, HQ, SQ and LB.</param>
/// <param name="Width">Luma samples.</param>
/// <param name="Height">Luma samples, of the frame.</param>
/// <param name="BitDepth">8, 10 or 12.</param>
/// <param name="IsInterlaced">The two fields are coded one after the other.</param>
/// <param name="IsBottomFirst">Of the two fields, the bottom one is coded first.</param>
/// <param name="HasAlpha">An alpha plane follows.</param>
internal readonly record struct Vc3FrameHeader(
    int HeaderSize, int CompressionId, int Width, int Height, int BitDepth, bool IsInterlaced, bool IsBottomFirst, bool HasAlpha)
{
    private const int FirstOfDnxHr = 1270;
    private const int LastOfDnxHr = 1274;

    /// <summary>DNxHR: any size of picture.</summary>
    public bool IsDnxHr => CompressionId >= FirstOfDnxHr;

    /// <summary>The first field that is coded is the first that is shown.</summary>
    public FieldOrder FieldOrder => (IsInterlaced, IsBottomFirst) switch
    {
        (false, _) => FieldOrder.Progressive,
        (true, false) => FieldOrder.TopFieldThenBottom,
        (true, true) => FieldOrder.BottomFieldThenTop,
    };

    /// <exception cref="MediaFormatException">No frame starts here.</exception>
    public static Vc3FrameHeader Parse(ReadOnlySpan<byte> frame)
    {
        var bits = new BitReader(frame, "VC-3 frame");
        var headerSize = bits.ReadBits(32);
        if (headerSize is < 0x280 or > 0x10000 || bits.Read(8) is 0 or > 3)
        {
            throw bits.Malformed("has no header prefix");
        }

        bits.Skip(6);
        var (isInterlaced, isBottomFirst) = (bits.ReadFlag(), bits.ReadFlag()); // FFC: interlaced, field number
        bits.Skip(8 + 7); // coding control
        var hasAlpha = bits.ReadFlag();
        bits.Skip(8 * (0x18 - 8));
        var (lines, width) = (bits.Read(16), bits.Read(16));
        bits.Skip(8 * (0x21 - 0x1C));
        var depth = bits.Read(3);
        bits.Skip(5 + (8 * (0x28 - 0x22)));
        var id = bits.ReadBits(32);
        return width > 0 && lines > 0 && depth is >= 1 and <= 3 && id is (>= 1235 and <= 1260) or (>= FirstOfDnxHr and <= LastOfDnxHr)
            ? new Vc3FrameHeader((int)headerSize, (int)id, width, isInterlaced ? 2 * lines : lines, 6 + (2 * depth), isInterlaced, isBottomFirst, hasAlpha)
            : throw bits.Malformed($"an empty picture, a reserved bit depth, or compression id {id}");
    }
}
