namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>recovery_point (Rec. ITU-T H.265 Annex D.2.8).</summary>
/// <param name="PictureOrderCount">recovery_poc_cnt: pictures from there on are right, counted in output order from this one.</param>
/// <param name="IsExact">exact_match_flag.</param>
/// <param name="IsBrokenLink">broken_link_flag.</param>
internal readonly record struct HevcRecoveryPoint(int PictureOrderCount, bool IsExact, bool IsBrokenLink)
{
    public static HevcRecoveryPoint Read(BitReader bits) => new(bits.ReadSe(), bits.ReadFlag(), bits.ReadFlag());
}
