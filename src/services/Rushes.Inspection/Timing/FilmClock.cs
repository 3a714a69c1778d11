using Rushes.Inspection.Pictures;
using Rushes.Media.Timelines;

namespace Rushes.Inspection.Timing;

/// <summary>From times of the source to frames of the timeline.</summary>
internal sealed class FilmClock(Timeline timeline)
{
    private readonly double _first = (double)timeline.FirstTime.Numerator / timeline.FirstTime.Denominator;

    /// <summary>The frames that are shown at some time in a range; the first or the last where it lies outside.</summary>
    /// <param name="from">Seconds in the source's clock.</param>
    /// <param name="to">Seconds in the source's clock.</param>
    public FrameRun Frames(double from, double to)
    {
        var first = FrameAt(from);
        return new(first, Math.Max(first, FrameAt(Math.BitDecrement(to))) + 1);
    }

    /// <summary>The last frame that begins no later; or the first.</summary>
    private int FrameAt(double seconds)
    {
        var ticks = (seconds - _first) * timeline.Timescale;
        var (low, high) = (0, timeline.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = timeline.PresentationTime(middle) <= ticks ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
