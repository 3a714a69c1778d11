namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>slice_type (Rec. ITU-T H.265 Table 7-7).</summary>
internal enum HevcSliceType
{
    B = 0,
    P = 1,
    I = 2,
}
