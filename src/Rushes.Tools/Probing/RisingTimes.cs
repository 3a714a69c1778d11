namespace Rushes.Tools.Probing;

/// <summary>
/// Mends times that do not rise. Files exist whose container does not know the order of presentation (fragmented MP4 without
/// composition offsets): FFmpeg then goes by decode times, and has none for the last frames that it flushes.
/// A run of frames with one time is spread evenly up to the next higher time; where there is none, or not
/// enough ticks before it, frames follow each other by their durations, or by one tick.
/// </summary>
internal static class RisingTimes
{
    /// <param name="times">Never falling.</param>
    /// <param name="durations">Of the same frames; 0 when not known.</param>
    internal static IReadOnlyList<long> Of(IReadOnlyList<long> times, IReadOnlyList<long> durations)
    {
        var rising = new long[times.Count];
        for (var first = 0; first < times.Count;)
        {
            var next = first + 1;
            while (next < times.Count && times[next] == times[first])
                next++;
            // An earlier run that had too little room may have passed this time already.
            var start = first == 0 ? times[0] : Math.Max(times[first], rising[first - 1] + 1);
            for (var i = first; i < next; i++)
                rising[i] = i == first ? start : rising[i - 1] + Step(i);
            first = next;

            long Step(int i) => next < times.Count && times[next] - start >= next - first
                ? Part(times[next] - start, i - first, next - first)
                : Math.Max(next < times.Count ? 1 : durations[i - 1], 1);
        }
        return rising;
    }

    /// <summary>Ticks from frame i - 1 to frame i of n that share a span; the parts of all n add up to it.</summary>
    private static long Part(long span, long i, long n) => (long)(((Int128)span * i / n) - ((Int128)span * (i - 1) / n));
}
