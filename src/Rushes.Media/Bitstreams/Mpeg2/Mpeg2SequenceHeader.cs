namespace Rushes.Media.Bitstreams.Mpeg2;

/// <summary>sequence_header (Rec. ITU-T H.262 §6.2.2.1).</summary>
/// <param name="Width">horizontal_size_value: the low 12 bits.</param>
/// <param name="Height">vertical_size_value: the low 12 bits.</param>
/// <param name="AspectCode">aspect_ratio_information: 1 square samples, 2 4:3, 3 16:9, 4 2.21:1 of the display.</param>
/// <param name="FrameRateCode">frame_rate_code: 1 to 8.</param>
/// <param name="BitRate">bit_rate_value: the low 18 bits, in 400 bits a second.</param>
/// <param name="BufferSize">vbv_buffer_size_value: the low 10 bits, in 16,384 bits.</param>
internal readonly record struct Mpeg2SequenceHeader(int Width, int Height, int AspectCode, int FrameRateCode, int BitRate, int BufferSize)
{
    // Table 6-4: frames a second of each frame_rate_code.
    private static readonly (int Numerator, int Denominator)[] Rates =
        [(0, 1), (24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1), (50, 1), (60000, 1001), (60, 1)];

    /// <summary>0 for a reserved code.</summary>
    public (int Numerator, int Denominator) FrameRate => FrameRateCode < Rates.Length ? Rates[FrameRateCode] : Rates[0];

    /// <param name="unit">From the start code's last byte on.</param>
    /// <exception cref="MediaFormatException">It is no such header.</exception>
    public static Mpeg2SequenceHeader Parse(ReadOnlySpan<byte> unit)
    {
        var bits = Mpeg2Unit.Read(unit, Mpeg2StartCode.SequenceHeader);
        var (width, height, aspect, rate, bitRate) = (bits.Read(12), bits.Read(12), bits.Read(4), bits.Read(4), bits.Read(18));
        bits.Skip(1); // marker_bit
        var bufferSize = bits.Read(10);
        return rate != 0 ? new(width, height, aspect, rate, bitRate, bufferSize) : throw bits.Malformed("forbidden frame_rate_code");
    }
}
