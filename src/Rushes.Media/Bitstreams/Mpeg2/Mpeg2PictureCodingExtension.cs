namespace Rushes.Media.Bitstreams.Mpeg2;

/// <summary>picture_coding_extension (Rec. ITU-T H.262 §6.2.3.1).</summary>
/// <param name="PictureStructure">picture_structure: 1 top field, 2 bottom field, 3 frame.</param>
/// <param name="IsTopFieldFirst">top_field_first.</param>
/// <param name="RepeatsFirstField">repeat_first_field.</param>
/// <param name="IsProgressive">progressive_frame: both fields are of one moment.</param>
internal readonly record struct Mpeg2PictureCodingExtension(
    int PictureStructure, bool IsTopFieldFirst, bool RepeatsFirstField, bool IsProgressive)
{
    /// <param name="unit">From the start code's last byte on.</param>
    /// <exception cref="MediaFormatException">It is no such extension.</exception>
    public static Mpeg2PictureCodingExtension Parse(ReadOnlySpan<byte> unit)
    {
        var bits = Mpeg2Unit.Read(unit, Mpeg2StartCode.Extension, Mpeg2Extension.PictureCoding);
        bits.Skip(16 + 2); // f_code, intra_dc_precision
        var (structure, isTopFirst) = (bits.Read(2), bits.ReadFlag());
        bits.Skip(5); // frame_pred_frame_dct to alternate_scan
        var repeats = bits.ReadFlag();
        bits.Skip(1); // chroma_420_type
        return structure != 0
            ? new Mpeg2PictureCodingExtension(structure, isTopFirst, repeats, bits.ReadFlag())
            : throw bits.Malformed("reserved picture_structure");
    }
}
