using Rushes.Media.Indexing;
using Rushes.Media.Timelines;

namespace Rushes.Media.Conformance;

/// <summary>How fast frames come, as levels count: whoever chooses a level and whoever checks it count alike.</summary>
public static class FrameRates
{
    // Times of cameras and ticks of containers waver from frame to frame, and mean nothing by it.
    private const double Tolerance = 0.01;

    /// <summary>Frames a second: the most in any second, or the average of what is shorter.</summary>
    public static double Highest(Timeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var times = new long[timeline.Count];
        for (var frame = 0; frame < times.Length; frame++)
        {
            times[frame] = timeline.PresentationTime(frame);
        }

        return Highest(times, timeline.Timescale, timeline.TotalDuration);
    }

    internal static double Highest(FrameIndex index) => Highest(index.Frames.Times, index.Timescale, index.TotalDuration);

    private static double Highest(ReadOnlySpan<long> times, uint timescale, long duration)
    {
        var highest = 0.0;
        for (var (from, to) = (0, 0); to < times.Length; from++)
        {
            while (to < times.Length && times[to] - times[from] < timescale)
            {
                to++;
            }

            var span = to < times.Length ? times[to] - times[from] : 0;
            highest = span > 0 ? Math.Max(highest, (double)(to - from) * timescale / span) : highest;
        }

        return (highest > 0 ? highest : (double)times.Length * timescale / duration) * (1 - Tolerance);
    }
}
