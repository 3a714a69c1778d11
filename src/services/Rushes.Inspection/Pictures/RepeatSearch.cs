using Rushes.Contracts;

namespace Rushes.Inspection.Pictures;

/// <summary>
/// Frames that repeat the one before in the midst of motion, and frames that are missing in it: a repeat by itself is a fault; one in every
/// few is a rhythm, and many without one are an animation that is drawn on twos.
/// </summary>
internal static class RepeatSearch
{
    private const int MostFindings = 50;

    /// <summary>Quarters of a level that a cell must change by usually, or nothing can be said.</summary>
    private const float ClearMotion = 16;

    /// <summary>Part of the usual motion that is left of a repeat by coding.</summary>
    private const float Rest = 0.12f;

    /// <summary>Repeats that make a rhythm, and the part of them that must be in it.</summary>
    private const int FewestAtOneDistance = 4;
    private const double AtOneDistance = 0.8;

    private const double StutterSeconds = 0.4;

    /// <summary>Frames to both sides, and how many repeats among them are no accident.</summary>
    private const int Neighbourhood = 25;
    private const int Usual = 4;

    public static bool[] Repeats(Film film)
    {
        var differences = film.Measures.LargestDifferences;
        var repeats = new bool[film.Count];
        // A picture that stands still for longer is another matter.
        var stutter = film.Frames(StutterSeconds);
        var still = new bool[film.Count];
        foreach (var run in FrameRun.Where(film.Count, film.IsStill, stutter))
        {
            still.AsSpan(run.From, run.Length).Fill(true);
        }

        for (var frame = 2; frame < film.Count - 1; frame++)
        {
            repeats[frame] = !still[frame] && !film.IsBlack(frame) && MotionNearBy.Median(differences, frame) is { } usual && usual >= ClearMotion && differences[frame] <= Math.Max(2, usual * Rest);
        }

        return repeats;
    }

    /// <summary>Those that stand alone, or few together.</summary>
    public static IEnumerable<Finding> Find(Film film, bool[] repeats)
    {
        var alone = FrameRun.Where(film.Count, frame => repeats[frame]).Where(run => IsRare(repeats, run)).ToList();
        if (Distance(alone) is { } distance)
        {
            yield return Found.Of(
                Severity.Warning, "picture.cadence", new FrameRun(alone[0].From, alone[^1].To), "Have it delivered at its own frame rate: every frame of this rhythm is encoded, repeats too.",
                ("repeats", FormattableString.Invariant($"one frame of {distance}")), ("seconds", film.Seconds(alone[^1].To - alone[0].From)));
            alone = [.. alone.Where((run, number) => !Fits(alone, number, distance))];
        }

        foreach (var run in alone.Take(MostFindings))
        {
            yield return Found.Of(
                Severity.Warning, "picture.repeated", run, "Compare with the delivery's original: in the midst of motion the picture before is shown again.", ("frames", Found.Text(run.Length)));
        }

        if (alone.Count > MostFindings)
        {
            yield return Found.Of(
                Severity.Warning, "picture.repeated", new FrameRun(alone[MostFindings].From, alone[^1].To),
                "Compare with the delivery's original: in the midst of motion pictures are shown again.", ("count", Found.Text(alone.Count - MostFindings)));
        }
    }

    /// <summary>Frames from one to the next where most come at the same distance, as film at 25 frames a second that is shown at 24; null: they do not.</summary>
    private static int? Distance(List<FrameRun> alone)
    {
        if (alone.Count <= FewestAtOneDistance)
        {
            return null;
        }

        var usual = alone.Zip(alone.Skip(1), (one, next) => next.From - one.From).GroupBy(distance => distance).MaxBy(group => group.Count())!;
        return usual.Count() >= FewestAtOneDistance && Enumerable.Range(0, alone.Count).Count(number => Fits(alone, number, usual.Key)) >= AtOneDistance * alone.Count ? usual.Key : null;
    }

    // Where little moves, some are not seen.
    private static bool Fits(List<FrameRun> alone, int number, int distance) =>
        (number > 0 && (alone[number].From - alone[number - 1].From) % distance == 0)
        || (number + 1 < alone.Count && (alone[number + 1].From - alone[number].From) % distance == 0);

    public static int CountNear(bool[] repeats, int frame)
    {
        var count = 0;
        for (var other = Math.Max(0, frame - Neighbourhood); other < Math.Min(repeats.Length, frame + Neighbourhood + 1); other++)
        {
            count += repeats[other] ? 1 : 0;
        }

        return count;
    }

    private static bool IsRare(bool[] repeats, FrameRun run) => CountNear(repeats, run.From) - run.Length < Usual - 1;
}
