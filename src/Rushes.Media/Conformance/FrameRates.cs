using Rushes.Media.Indexing;

namespace Rushes.Media.Conformance;

/// <summary>How fast frames come.</summary>
internal static class FrameRates
{
    /// <summary>Frames a second: the most in any second, or the average of what is shorter. Times of cameras waver from frame to frame, and mean nothing by it.</summary>
    public static double Highest(FrameIndex index)
    {
        var times = index.Frames.Times;
        var highest = 0.0;
        for (var (from, to) = (0, 0); to < times.Length; from++)
        {
            while (to < times.Length && times[to] - times[from] < index.Timescale)
            {
                to++;
            }

            var span = to < times.Length ? times[to] - times[from] : 0;
            highest = span > 0 ? Math.Max(highest, (double)(to - from) * index.Timescale / span) : highest;
        }

        return highest > 0 ? highest : (double)index.Count * index.Timescale / index.TotalDuration;
    }
}
