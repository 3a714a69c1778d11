namespace Rushes.Media.Bitstreams.Mpeg2;

/// <summary>picture_header (Rec. ITU-T H.262 §6.2.3).</summary>
/// <param name="TemporalReference">temporal_reference: place in output order within the group, modulo 1024.</param>
/// <param name="CodingType">picture_coding_type: 1 I, 2 P, 3 B.</param>
internal readonly record struct Mpeg2PictureHeader(int TemporalReference, int CodingType)
{
    public bool IsIntra => CodingType == 1;

    /// <param name="unit">From the start code's last byte on.</param>
    /// <exception cref="MediaFormatException">It is no such header.</exception>
    public static Mpeg2PictureHeader Parse(ReadOnlySpan<byte> unit)
    {
        var bits = Mpeg2Unit.Read(unit, Mpeg2StartCode.Picture);
        var header = new Mpeg2PictureHeader(bits.Read(10), bits.Read(3));
        return header.CodingType is >= 1 and <= 4 ? header : throw bits.Malformed($"picture_coding_type {header.CodingType}");
    }
}
