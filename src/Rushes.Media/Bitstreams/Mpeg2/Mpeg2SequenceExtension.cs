namespace Rushes.Media.Bitstreams.Mpeg2;

/// <summary>sequence_extension (Rec. ITU-T H.262 §6.2.2.3).</summary>
/// <param name="ProfileAndLevel">profile_and_level_indication.</param>
/// <param name="IsProgressive">progressive_sequence: no picture is a field or has two.</param>
/// <param name="Chroma">chroma_format.</param>
/// <param name="WidthHigh">horizontal_size_extension: above the 12 bits of the header.</param>
/// <param name="HeightHigh">vertical_size_extension: above the 12 bits of the header.</param>
/// <param name="HasLowDelay">low_delay: no B pictures.</param>
/// <param name="RateFactor">frame_rate_extension_n + 1 over frame_rate_extension_d + 1.</param>
internal readonly record struct Mpeg2SequenceExtension(
    int ProfileAndLevel, bool IsProgressive, ChromaFormat Chroma, int WidthHigh, int HeightHigh, bool HasLowDelay, (int Numerator, int Denominator) RateFactor)
{
    /// <param name="unit">From the start code's last byte on.</param>
    /// <exception cref="MediaFormatException">It is no such extension.</exception>
    public static Mpeg2SequenceExtension Parse(ReadOnlySpan<byte> unit)
    {
        var bits = Mpeg2Unit.Read(unit, Mpeg2StartCode.Extension, Mpeg2Extension.Sequence);
        var (profile, isProgressive, chroma, width, height) = (bits.Read(8), bits.ReadFlag(), bits.Read(2), bits.Read(2), bits.Read(2));
        bits.Skip(12 + 1 + 8); // bit_rate_extension, marker_bit, vbv_buffer_size_extension
        var lowDelay = bits.ReadFlag();
        var factor = (bits.Read(2) + 1, bits.Read(5) + 1);
        return chroma != 0
            ? new(profile, isProgressive, (ChromaFormat)chroma, width, height, lowDelay, factor)
            : throw bits.Malformed("reserved chroma_format");
    }
}
