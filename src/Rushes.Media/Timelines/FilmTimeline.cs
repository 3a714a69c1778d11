using Rushes.Media.Telecine;

namespace Rushes.Media.Timelines;

/// <summary>The timeline of a film whose telecine is undone: repeats are left out, and the others are evenly far apart again.</summary>
public static class FilmTimeline
{
    /// <summary>Steps of a frame, of which film frames are 5 apart.</summary>
    private const int Quarters = 4;

    /// <param name="frames">Every decoded frame.</param>
    /// <param name="cadence">Of those frames.</param>
    /// <remarks>Ticks are quarters of the source's, so that its film frames are all equally long.</remarks>
    public static Timeline Of(Timeline frames, Cadence cadence)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(cadence);
        ArgumentOutOfRangeException.ThrowIfNotEqual(cadence.Count, frames.Count);
        if (cadence.Repeats == 0)
        {
            return frames;
        }

        var factor = TickFactor.For(frames.SourceTimeBase, Quarters);
        int[] pictures = [.. Enumerable.Range(0, frames.Count).Where(frame => !cadence.Repeated(frame))];
        var shown = Array.ConvertAll(pictures, picture => ShownTime(frames, ((long)Quarters * picture) + cadence.QuartersLater(picture), factor));
        var last = frames.LastSourceDuration * factor;
        return Timeline.FromSome(
            frames.SourceTimeBase / factor,
            Array.ConvertAll(pictures, picture => frames.SourceTime(picture) * factor),
            TickFactor.Rising(shown),
            cadence.IsFilm(pictures[^1]) ? last * Cadence.Cycle / (Cadence.Cycle - 1) : last,
            frames.SeekPoints.Select(point => point * factor),
            pictures);
    }

    // Times between frames lie evenly between theirs; before the first one, as far apart as it and the second.
    private static long ShownTime(Timeline frames, long quarters, int factor)
    {
        var before = (int)Math.Clamp(quarters / Quarters, 0, Math.Max(0, frames.Count - 2));
        var start = frames.ShownTimes[before] * factor;
        var length = (before + 1 < frames.Count ? frames.ShownTimes[before + 1] - frames.ShownTimes[before] : frames.LastSourceDuration) * factor;
        return start + (length * (quarters - ((long)before * Quarters)) / Quarters);
    }
}
