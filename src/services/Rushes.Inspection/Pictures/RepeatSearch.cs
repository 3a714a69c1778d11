using Rushes.Contracts;

namespace Rushes.Inspection.Pictures;

/// <summary>
/// Repeats by themselves, which are faults; one in every few is a rhythm, and many without one are an animation that is drawn on twos.
/// </summary>
internal static class RepeatSearch
{
    /// <summary>Frames to both sides, and how many repeats among them are no accident.</summary>
    private const int Neighbourhood = 25;
    private const int Usual = 4;

    /// <summary>256ths of a level: with less motion near by nobody sees a picture that comes twice, and encoders leave what changes so little out.</summary>
    private const int SeenMotion = 128;

    /// <summary>Those that stand alone, or few together.</summary>
    /// <param name="film">The film.</param>
    /// <param name="repeats">Of each frame.</param>
    /// <param name="rhythms">Where the rate was converted.</param>
    public static IEnumerable<Finding> Find(Film film, bool[] repeats, IReadOnlyList<FrameRun> rhythms)
    {
        // Where little moves a rhythm is not seen all through; what repeats in such a shot is of it.
        var converted = film.Shots.Where(shot => rhythms.Any(shot.Overlaps)).ToList();
        var alone = FrameRun.Where(film.Count, frame => repeats[frame]).Where(run => IsRare(repeats, run) && !converted.Any(run.Overlaps)).ToList();
        List<int> starts = [.. alone.Select(run => run.From)];
        if (EvenDistance.Of(starts) is { } distance)
        {
            yield return Found.Of(
                Severity.Warning, "picture.cadence", new FrameRun(alone[0].From, alone[^1].To), "Have it delivered at its own frame rate: every frame of this rhythm is encoded, repeats too.",
                ("repeats", FormattableString.Invariant($"one frame of {distance}")), ("seconds", film.Seconds(alone[^1].To - alone[0].From)));
            alone = [.. alone.Where((_, number) => !EvenDistance.Has(starts, number, distance))];
        }

        var findings = Found.Each(
            [.. alone.Where(run => MotionNearBy.Median(film.Measures.Steps, run) >= SeenMotion)],
            run => Found.Of(
                Severity.Warning, "picture.repeated", run, "Compare with the delivery's original: in the midst of motion the picture before is shown again.", ("frames", Found.Text(run.Length))),
            (run, count) => Found.Of(
                Severity.Warning, "picture.repeated", run, "Compare with the delivery's original: in the midst of motion pictures are shown again.", ("count", Found.Text(count))));
        foreach (var finding in findings)
        {
            yield return finding;
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

    private static bool IsRare(bool[] repeats, FrameRun run) => CountNear(repeats, run.From) - run.Length < Usual - 1;
}
