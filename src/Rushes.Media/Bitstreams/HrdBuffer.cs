namespace Rushes.Media.Bitstreams;

/// <summary>One way to feed the hypothetical reference decoder (Annex E of Rec. ITU-T H.264 and H.265).</summary>
/// <param name="BitRate">BitRate[ SchedSelIdx ], bits a second.</param>
/// <param name="Size">CpbSize[ SchedSelIdx ], bits.</param>
/// <param name="IsConstantRate">cbr_flag.</param>
internal readonly record struct HrdBuffer(long BitRate, long Size, bool IsConstantRate);
