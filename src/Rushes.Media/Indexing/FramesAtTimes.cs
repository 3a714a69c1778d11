using Rushes.Media.Timing;

namespace Rushes.Media.Indexing;

/// <summary>
/// What has to be decoded to see what a picture shows at certain times: from the key frame before, the one frame that is shown
/// then, and what is decoded between.
/// </summary>
public static class FramesAtTimes
{
    /// <param name="picture">Of all frames; it starts with a key frame.</param>
    /// <param name="times">Ascending and not negative, seconds. Before the first frame that one is taken, behind the last the last.</param>
    /// <returns>The frames, where they lie and at their own times. What is shown at each time is the last frame that is not later.</returns>
    public static FrameIndex Of(FrameIndex picture, IReadOnlyList<Rational> times)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(times);
        ArgumentOutOfRangeException.ThrowIfZero(times.Count, nameof(times));
        int[] starts = [.. ClosedKeyFrames.Of(picture, 0, picture.Count)];
        var frames = new List<int>();
        foreach (var time in times)
        {
            var shown = ShownAt(picture, time);
            var start = starts[Floor(Array.BinarySearch(starts, shown))];
            var from = frames.Count > 0 ? Math.Max(start, frames[^1] + 1) : start;
            var to = DecodedAs(picture, start, shown);
            for (var frame = from; frame <= to; frame++)
            {
                frames.Add(frame);
            }
        }

        return FrameSubset.Of(picture, frames);
    }

    /// <returns>A number in presentation order.</returns>
    private static int ShownAt(FrameIndex picture, Rational time)
    {
        var ticks = checked((long)((Int128)time.Numerator * picture.Timescale / time.Denominator));
        return Math.Max(0, Floor(Array.BinarySearch(picture.Frames.Times, ticks)));
    }

    // All frames from a closed key frame on are shown from it on.
    private static int DecodedAs(FrameIndex picture, int start, int shown)
    {
        var frame = start;
        while (picture.PresentationOrder(frame) != shown)
        {
            frame++;
        }

        return frame;
    }

    /// <summary>What a search has found, or the element before the place where it would be.</summary>
    private static int Floor(int found) => found >= 0 ? found : ~found - 1;
}
