using Rushes.Contracts;

namespace Rushes.Inspection.Pictures;

/// <summary>
/// Repeats by themselves, which are faults; one in every few is a rhythm, and many without one are an animation that is drawn on twos.
/// </summary>
internal static class RepeatSearch
{
    private const int MostFindings = 50;

    /// <summary>Repeats that make a rhythm, and the part of them that must be in it.</summary>
    private const int FewestAtOneDistance = 4;
    private const double AtOneDistance = 0.8;

    /// <summary>Frames to both sides, and how many repeats among them are no accident.</summary>
    private const int Neighbourhood = 25;
    private const int Usual = 4;

    /// <summary>Those that stand alone, or few together.</summary>
    /// <param name="film">The film.</param>
    /// <param name="repeats">Of each frame.</param>
    /// <param name="rhythms">Where the rate was converted.</param>
    public static IEnumerable<Finding> Find(Film film, bool[] repeats, IReadOnlyList<FrameRun> rhythms)
    {
        // Where little moves a rhythm is not seen all through; what repeats in such a shot is of it.
        var converted = film.Shots.Where(shot => rhythms.Any(shot.Overlaps)).ToList();
        var alone = FrameRun.Where(film.Count, frame => repeats[frame]).Where(run => IsRare(repeats, run) && !converted.Any(run.Overlaps)).ToList();
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

    public static int CountNear(bool[] repeats, int frame)
    {
        var count = 0;
        for (var other = Math.Max(0, frame - Neighbourhood); other < Math.Min(repeats.Length, frame + Neighbourhood + 1); other++)
        {
            count += repeats[other] ? 1 : 0;
        }

        return count;
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

    private static bool IsRare(bool[] repeats, FrameRun run) => CountNear(repeats, run.From) - run.Length < Usual - 1;
}
