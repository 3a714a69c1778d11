using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.ProRes;

/// <summary>frame and frame_header (SMPTE RDD 36 §5.1, §5.1.1).</summary>
/// <param name="FrameSize">Bytes, with the size itself.</param>
/// <param name="HeaderSize">frame_header_size: bytes, behind size and identifier.</param>
/// <param name="Width">Luma samples.</param>
/// <param name="Height">Luma samples, of both fields.</param>
/// <param name="Chroma">4:2:2 or 4:4:4.</param>
/// <param name="InterlaceMode">0 progressive, 1 top field first, 2 bottom field first.</param>
/// <param name="AspectCode">aspect_ratio_information: 0 unknown, 1 square samples, 2 4:3, 3 16:9 of the picture.</param>
/// <param name="FrameRateCode">frame_rate_code; 0 is unknown.</param>
/// <param name="Colour">2, 2, 2 where nothing is said.</param>
/// <param name="AlphaBits">0 without alpha, 8 or 16.</param>
internal readonly record struct ProResFrameHeader(
    long FrameSize,
    int HeaderSize,
    int Width,
    int Height,
    ChromaFormat Chroma,
    int InterlaceMode,
    int AspectCode,
    int FrameRateCode,
    Colour Colour,
    int AlphaBits)
{
    private const uint Identifier = 0x6963_7066; // "icpf"
    private const int LeastHeaderSize = 20;

    /// <exception cref="MediaFormatException">No frame starts here.</exception>
    public static ProResFrameHeader Parse(ReadOnlySpan<byte> frame)
    {
        var bits = new BitReader(frame, "ProRes frame");
        var frameSize = bits.ReadBits(32);
        if (bits.ReadBits(32) != Identifier)
        {
            throw bits.Malformed("has no 'icpf'");
        }

        var headerSize = bits.Read(16);
        if (headerSize < LeastHeaderSize || frameSize < 8 + headerSize || bits.Read(16) > 1)
        {
            throw bits.Malformed("a header too small or too large, or of an unknown bitstream_version");
        }

        bits.Skip(32); // encoder_identifier
        var (width, height, chroma) = (bits.Read(16), bits.Read(16), bits.Read(2));
        bits.Skip(2);
        var interlace = bits.Read(2);
        bits.Skip(2);
        var (aspect, rate) = (bits.Read(4), bits.Read(4));
        var colour = new Colour(Specified(bits.Read(8)), Specified(bits.Read(8)), Specified(bits.Read(8)), false);
        bits.Skip(4);
        var alpha = bits.Read(4);
        return width > 0 && height > 0 && chroma >= 2 && interlace <= 2 && alpha <= 2
            ? new(frameSize, headerSize, width, height, (ChromaFormat)chroma, interlace, aspect, rate, colour, alpha * 8)
            : throw bits.Malformed("an empty picture, or a reserved chroma format, interlace mode or alpha type");
    }

    /// <summary>Both fields are coded one after the other, lines woven when decoded.</summary>
    public FieldOrder FieldOrder => InterlaceMode switch { 1 => FieldOrder.TopFirst, 2 => FieldOrder.BottomFirst, _ => FieldOrder.Progressive };

    // 0 is unknown, too (Tables 5 to 7).
    private static ushort Specified(int code) => (ushort)(code == 0 ? 2 : code);
}
