namespace Rushes.Inspection.Pictures;

/// <summary>
/// Frames that show again what the one before shows, in the midst of motion: their steps are a deep and narrow minimum. Coding leaves something of
/// a step, and a shot that begins has none.
/// </summary>
internal static class RepeatedFrames
{
    /// <summary>256ths of a level: with less motion beside, nothing can be said.</summary>
    private const int ClearMotion = 36;

    /// <summary>Part of both the steps beside that may be left of a repeat, and part of the usual step that those must have.</summary>
    private const float Rest = 0.33f;
    private const float Usual = 0.5f;

    /// <summary>What stands still for longer is another matter.</summary>
    private const double LongestSeconds = 0.2;

    /// <returns>True for each frame that is a repeat.</returns>
    public static bool[] Of(Film film)
    {
        var repeats = new bool[film.Count];
        foreach (var shot in film.Shots)
        {
            // The first frame's step comes from another shot.
            for (var frame = shot.From + 2; frame < shot.To - 1; frame++)
            {
                if (RunFrom(film, frame, shot.To) is { } run && IsInMotion(film, run))
                {
                    repeats.AsSpan(run.From, run.Length).Fill(true);
                    frame = run.To;
                }
            }
        }

        return repeats;
    }

    private static FrameRun? RunFrom(Film film, int from, int end)
    {
        var steps = film.Measures.Steps;
        var before = steps[from - 1];
        var to = from;
        while (to < end && steps[to] <= Rest * before)
        {
            to++;
        }

        // What comes after counts as much as what was before; a repeat at the end of a shot is none that is seen.
        return to > from && to < end && to - from <= film.Frames(LongestSeconds) && Largest(steps[from..to]) <= Rest * steps[to] ? new FrameRun(from, to) : null;
    }

    private static bool IsInMotion(Film film, FrameRun run)
    {
        var steps = film.Measures.Steps;
        var beside = Math.Min(steps[run.From - 1], steps[run.To]);
        return beside >= ClearMotion && !film.IsBlack(run.From) && MotionNearBy.Median(steps, run) is { } usual && beside >= Usual * usual;
    }

    private static int Largest(ReadOnlySpan<ushort> steps)
    {
        var largest = 0;
        foreach (var step in steps)
        {
            largest = Math.Max(largest, step);
        }

        return largest;
    }
}
