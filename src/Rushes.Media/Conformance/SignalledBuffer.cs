using Rushes.Media.Bitstreams;

namespace Rushes.Media.Conformance;

/// <summary>The buffer that a stream says it needs: the first of its hypothetical reference decoder (Annex C of Rec. ITU-T H.264 and H.265).</summary>
/// <param name="Rate">Bit/s that fill it.</param>
/// <param name="Size">Bits.</param>
/// <param name="OfSlicesAlone">Parameter sets and the like do not count (type I).</param>
internal sealed record SignalledBuffer(long Rate, long Size, bool OfSlicesAlone)
{
    /// <summary>Of initial_cpb_removal_delay.</summary>
    public const double TicksPerSecond = 90_000;

    /// <param name="ofAll">Of all NAL units; none: nothing is said of them.</param>
    /// <param name="ofSlices">Of slices and filler.</param>
    /// <param name="isLowDelay">low_delay_hrd_flag: pictures may be late.</param>
    /// <returns>Null: nothing is said that could be held against the stream.</returns>
    public static SignalledBuffer? Of(IReadOnlyList<HrdBuffer>? ofAll, IReadOnlyList<HrdBuffer>? ofSlices, bool isLowDelay) =>
        isLowDelay ? null
        : ofAll is [var all, ..] ? new SignalledBuffer(all.BitRate, all.Size, false)
        : ofSlices is [var slices, ..] ? new SignalledBuffer(slices.BitRate, slices.Size, true)
        : null;
}
