namespace Rushes.Media.Bitstreams.Avc;

/// <summary>slice_type modulo 5 (Rec. ITU-T H.264 Table 7-6).</summary>
internal enum AvcSliceType
{
    P = 0,
    B = 1,
    I = 2,
    SP = 3,
    SI = 4,
}
