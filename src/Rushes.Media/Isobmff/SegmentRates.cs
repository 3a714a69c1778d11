namespace Rushes.Media.Isobmff;

/// <summary>Bit rates of segments as HLS defines them (RFC 8216bis §4.1): what a network must carry, headers included.</summary>
internal static class SegmentRates
{
    /// <summary>
    /// Average, and peak: the largest rate of any run of segments that lasts 0.5 to 1.5 of the longest segment, so that a last
    /// segment of one frame does not set the peak alone.
    /// </summary>
    public static (long Average, long Peak) Of(IReadOnlyList<CmafSegment> segments, uint timescale)
    {
        var average = Rate(segments.Sum(segment => segment.Bytes.Length), segments.Sum(segment => segment.Duration), timescale);
        var target = segments.Max(segment => segment.Duration);
        var peak = average;
        for (var from = 0; from < segments.Count; from++)
        {
            var (bytes, duration) = (0L, 0L);
            for (var to = from; to < segments.Count && 2 * (duration + segments[to].Duration) <= 3 * target; to++)
            {
                bytes += segments[to].Bytes.Length;
                duration += segments[to].Duration;
                if (2 * duration >= target)
                {
                    peak = Math.Max(peak, Rate(bytes, duration, timescale));
                }
            }
        }

        return (average, peak);
    }

    // Rounded up: a promise of what is enough.
    private static long Rate(long bytes, long duration, uint timescale) =>
        (long)((((Int128)bytes * 8 * timescale) + duration - 1) / duration);
}
