namespace Rushes.Media.Bitstreams.Mpeg2;

/// <summary>extension_start_code_identifier (Rec. ITU-T H.262 Table 6-2), those that matter here.</summary>
internal enum Mpeg2Extension
{
    None = 0,
    Sequence = 1,
    SequenceDisplay = 2,
    PictureCoding = 8,
}
