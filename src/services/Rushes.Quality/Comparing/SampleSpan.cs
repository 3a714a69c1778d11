using Rushes.Media.Timelines;

namespace Rushes.Quality.Comparing;

/// <summary>The frames that a few measured ones need of a source: those beside them too, and as many more as cannot be cut off by their times.</summary>
internal static class SampleSpan
{
    /// <param name="video">All frames.</param>
    /// <param name="first">Measured frame.</param>
    /// <param name="last">Measured frame.</param>
    /// <param name="beside">Frames on each side that are needed.</param>
    /// <returns>Half-open.</returns>
    public static (int From, int To) Of(Timeline video, int first, int last, int beside = 1)
    {
        var (from, to) = (Math.Max(0, first - beside), Math.Min(video.Count, last + 1 + beside));
        while (!video.CanStartAt(from))
        {
            from--;
        }

        while (to < video.Count && !video.CanStartAt(to))
        {
            to++;
        }

        return (from, to);
    }
}
