using Rushes.Contracts;
using Rushes.Inspection.Motion;

namespace Rushes.Inspection.Pictures;

/// <summary>
/// Frames that are missing in the midst of steady motion: all that moves makes one step that is as long as two. At even distances they were left out to
/// convert the rate.
/// </summary>
internal static class JumpSearch
{
    /// <summary>Blocks that must move, and the part of them that must jump by the same.</summary>
    private const int Fewest = 4;
    private const float Most = 0.6f;

    /// <summary>Its difference from the frame before against the mean of those beside it: uneven motion has as long ones next to it.</summary>
    private const float Larger = 1.4f;

    /// <summary>So many blocks that jump are hardly wrong; fine textures differ by little more where they jump.</summary>
    private const int Many = 15;
    private const float LongerOfMany = 1.2f;

    /// <summary>Where other evidence than blocks that were followed speaks for it: against the largest of two to each side.</summary>
    private const float LongestIfClear = 1.25f;
    private const float LongestIfWeak = 1.3f;

    /// <summary>256ths of a level: coding and noise make steps as well. And what stands still beside, or nearly, has no pace that a step could be two of.</summary>
    private const int ClearMotion = 256;
    private const float LeastBeside = 0.2f;

    /// <summary>Where frames are repeated again and again, steps are not even.</summary>
    private const int FewRepeats = 2;
    private const int Beside = 2;

    /// <param name="film">The film.</param>
    /// <param name="repeats">Of each frame.</param>
    /// <param name="rhythms">Where the rate was converted: steps are uneven there, and in the rest of such a shot. Of fields they go back and forth.</param>
    public static IEnumerable<Finding> Find(Film film, bool[] repeats, IReadOnlyList<FrameRun> rhythms)
    {
        // The first frame of a shot is no step.
        var jumps = film.Shots.Where(shot => !rhythms.Any(shot.Overlaps) && !RhythmSearch.HasFields(film, shot)).SelectMany(shot => Enumerable.Range(shot.From + 1, Math.Max(0, shot.Length - 2)))
            .Where(frame => IsJump(film, frame) && !film.IsBlack(frame) && !film.IsBlack(frame - 1) && !IsBesideRepeat(repeats, frame) && RepeatSearch.CountNear(repeats, frame) <= FewRepeats).ToList();
        if (EvenDistance.Of(jumps) is { } distance)
        {
            return Alone([.. jumps.Where((_, number) => !EvenDistance.Has(jumps, number, distance))]).Prepend(LeftOut(film, new FrameRun(jumps[0], jumps[^1] + 1), distance));
        }

        var far = RhythmSearch.LeftOut(film, rhythms);
        return
        [
            .. far.Select(loss => LeftOut(film, loss.Frames, LossRhythm.Distance)),
            .. Alone([.. jumps.Where(jump => !far.Any(loss => jump % LossRhythm.Distance == loss.Phase && loss.Frames.Overlaps(new FrameRun(jump, jump + 1))))]),
        ];
    }

    private static Finding LeftOut(Film film, FrameRun run, int distance) => Found.Of(
        Severity.Warning, "picture.cadence", run, "Have it delivered at its own frame rate: frames were left out at even distances to convert it, and motion jumps there.",
        ("missing", FormattableString.Invariant($"one frame of {distance + 1}")), ("seconds", film.Seconds(run.Length)));

    private static IEnumerable<Finding> Alone(IReadOnlyList<int> jumps) => Found.Each(
        [.. jumps.Select(frame => new FrameRun(frame, frame + 1))],
        run => Found.Of(Severity.Warning, "picture.dropped", run, "Compare with the delivery's original: motion jumps here as if a frame were missing before this one."),
        (run, count) => Found.Of(
            Severity.Warning, "picture.dropped", run, "Compare with the delivery's original: motion jumps at many places as if frames were missing.", ("count", Found.Text(count))));

    private static bool IsJump(Film film, int frame)
    {
        var measures = film.Measures;
        var (step, mean) = (measures.Steps[frame], (measures.Steps[frame - 1] + measures.Steps[frame + 1]) / 2f);
        if (measures.LongerBlocks[frame] >= Math.Max(Fewest, Most * measures.SteadyBlocks[frame]) && step >= (measures.LongerBlocks[frame] >= Many ? LongerOfMany : Larger) * mean)
        {
            return true;
        }

        var isCodedAnew = film.KeyFrames.Contains(frame);
        var (least, largest) = Near(measures.Steps, frame);
        return step >= ClearMotion && least >= LeastBeside * step && measures.EvidenceOfJump(frame) switch
        {
            JumpEvidence.Strong => step >= Math.Max(largest, JumpWitness.LongStep * mean),
            JumpEvidence.Clear => !isCodedAnew && step >= LongestIfClear * largest,
            JumpEvidence.Weak => !isCodedAnew && step >= LongestIfWeak * largest,
            _ => false,
        };
    }

    // Behind a repeat motion goes on, or makes up for it: the repeat is told.
    private static bool IsBesideRepeat(bool[] repeats, int frame) => repeats.AsSpan()[Math.Max(0, frame - Beside)..Math.Min(repeats.Length, frame + Beside + 1)].Contains(true);

    /// <summary>Of two steps to each side.</summary>
    private static (int Least, int Largest) Near(ReadOnlySpan<ushort> steps, int frame)
    {
        var (least, largest) = (int.MaxValue, 0);
        for (var other = Math.Max(1, frame - Beside); other < Math.Min(steps.Length, frame + Beside + 1); other++)
        {
            (least, largest) = other == frame ? (least, largest) : (Math.Min(least, steps[other]), Math.Max(largest, steps[other]));
        }

        return (least, largest);
    }
}
