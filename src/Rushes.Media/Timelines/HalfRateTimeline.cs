using Rushes.Media.Timing;

namespace Rushes.Media.Timelines;

/// <summary>Every second frame of a timeline, each shown as long as the two.</summary>
public static class HalfRateTimeline
{
    /// <summary>Half of anything slower shows that it is half: 25 frames a second are the least that is left.</summary>
    private static readonly Rational LeastRate = new(48, 1);

    /// <summary>Whether frames come steadily, and about 50 or 60 a second. Of frames that do not come steadily every second one is no rate.</summary>
    public static bool CanHalve(Timeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        return timeline.Count > 1 && timeline.IsSteady() && new Rational(timeline.TotalDuration, (long)timeline.Timescale * timeline.Count) * LeastRate < Rational.One;
    }

    /// <exception cref="ArgumentException">It <see cref="CanHalve"/> not.</exception>
    public static Timeline Of(Timeline timeline)
    {
        if (!CanHalve(timeline))
        {
            throw new ArgumentException("Frames do not come steadily, or too slowly to leave out every second one.", nameof(timeline));
        }

        int[] kept = [.. Enumerable.Range(0, (timeline.Count + 1) / 2).Select(frame => 2 * frame)];
        return Timeline.FromSome(
            timeline.SourceTimeBase,
            Array.ConvertAll(kept, timeline.SourceTime),
            Array.ConvertAll(kept, frame => timeline.ShownTimes[frame]),
            // A single frame that is left at the end is not made longer: sound ends with it.
            timeline.LastSourceDuration + (timeline.Count % 2 == 0 ? timeline.ShownTimes[^1] - timeline.ShownTimes[^2] : 0),
            timeline.SeekPoints,
            Array.ConvertAll(kept, timeline.PictureOf));
    }
}
