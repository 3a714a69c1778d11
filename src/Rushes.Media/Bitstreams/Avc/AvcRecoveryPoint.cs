namespace Rushes.Media.Bitstreams.Avc;

/// <summary>recovery_point (Rec. ITU-T H.264 Annex D.1.8).</summary>
/// <param name="FrameCount">recovery_frame_cnt: frames until pictures are right.</param>
/// <param name="IsExact">exact_match_flag.</param>
/// <param name="IsBrokenLink">broken_link_flag.</param>
internal readonly record struct AvcRecoveryPoint(int FrameCount, bool IsExact, bool IsBrokenLink)
{
    public static AvcRecoveryPoint Read(BitReader bits) => new(bits.ReadUe("recovery_frame_cnt", 65535), bits.ReadFlag(), bits.ReadFlag());
}
