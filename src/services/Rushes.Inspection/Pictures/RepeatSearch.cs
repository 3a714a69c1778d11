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

    private static bool IsRare(bool[] repeats, FrameRun run) => CountNear(repeats, run.From) - run.Length < Usual - 1;
}
