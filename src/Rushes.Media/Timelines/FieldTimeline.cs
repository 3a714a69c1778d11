namespace Rushes.Media.Timelines;

/// <summary>The timeline of a picture for each field: two for each frame, the second one halfway to the next frame.</summary>
public static class FieldTimeline
{
    private const int Halves = 2;

    /// <param name="frames">Every decoded frame.</param>
    /// <remarks>
    /// Ticks are halves of the source's. In the source a second field is where deinterlacers put it: in the middle between its frame and
    /// the next, and after the last frame as far as in the frame before.
    /// </remarks>
    public static Timeline Of(Timeline frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var factor = TickFactor.For(frames.SourceTimeBase, Halves);
        var source = frames.SourceTimes;
        var lastStep = source.Length > 1 ? source[^1] - source[^2] : 0;
        return Timeline.FromMended(
            frames.SourceTimeBase / factor,
            Spread(source, lastStep, factor),
            TickFactor.Rising(Spread(frames.ShownTimes, frames.LastSourceDuration, factor)),
            Math.Max(1, frames.LastSourceDuration * factor / Halves),
            frames.SeekPoints.Select(point => point * factor));
    }

    private static long[] Spread(ReadOnlySpan<long> times, long lastStep, int factor)
    {
        var spread = new long[times.Length * Halves];
        for (var i = 0; i < times.Length; i++)
        {
            var step = i + 1 < times.Length ? times[i + 1] - times[i] : lastStep;
            spread[i * Halves] = times[i] * factor;
            spread[(i * Halves) + 1] = (times[i] * factor) + (step * factor / Halves);
        }

        return spread;
    }
}
