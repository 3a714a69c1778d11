using Rushes.Contracts;

namespace Rushes.Inspection.Pictures;

/// <summary>Frames that are missing in the midst of steady motion: all that moves makes one step that is as long as two.</summary>
internal static class JumpSearch
{
    private const int MostFindings = 50;

    /// <summary>Blocks that must move, and the part of them that must jump by the same.</summary>
    private const int Fewest = 4;
    private const float Most = 0.6f;

    /// <summary>Its difference from the frame before against the mean of those beside it: uneven motion has as long ones next to it.</summary>
    private const float Larger = 1.4f;

    /// <summary>Where frames are repeated again and again, steps are not even.</summary>
    private const int FewRepeats = 2;

    /// <param name="film">The film.</param>
    /// <param name="repeats">Of each frame.</param>
    /// <param name="rhythms">Where the rate was converted: steps are uneven there, and in the rest of such a shot.</param>
    public static IEnumerable<Finding> Find(Film film, bool[] repeats, IReadOnlyList<FrameRun> rhythms)
    {
        // The first frame of a shot is no step.
        var jumps = film.Shots.Where(shot => !rhythms.Any(shot.Overlaps)).SelectMany(shot => Enumerable.Range(shot.From + 1, Math.Max(0, shot.Length - 2)))
            .Where(frame => IsJump(film.Measures, frame) && RepeatSearch.CountNear(repeats, frame) <= FewRepeats).ToList();
        return jumps.Take(MostFindings).Select(frame => Found.Of(
            Severity.Warning, "picture.dropped", new FrameRun(frame, frame + 1), "Compare with the delivery's original: motion jumps here as if a frame were missing before this one."));
    }

    private static bool IsJump(FilmMeasures measures, int frame) =>
        measures.LongerBlocks[frame] >= Math.Max(Fewest, Most * measures.SteadyBlocks[frame])
        && measures.Steps[frame] >= Larger * (measures.Steps[frame - 1] + measures.Steps[frame + 1]) / 2;
}
