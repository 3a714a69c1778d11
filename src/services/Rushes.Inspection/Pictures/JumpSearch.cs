using Rushes.Contracts;

namespace Rushes.Inspection.Pictures;

/// <summary>Frames that are missing in the midst of steady motion: one step is as long as two.</summary>
internal static class JumpSearch
{
    private const int MostFindings = 50;

    /// <summary>Quarters of a level, of all cells.</summary>
    private const float ClearMotion = 10;

    /// <summary>Steps to both sides that must be like each other, and how much.</summary>
    private const int Steady = 4;
    private const float Spread = 0.18f;

    private const float Shortest = 1.55f;
    private const float Longest = 2.5f;

    public static IEnumerable<Finding> Find(Film film, bool[] repeats)
    {
        var starts = film.Shots.Select(shot => shot.From).ToHashSet();
        var jumps = Enumerable.Range(0, film.Count).Where(frame => IsJump(film.Measures.MeanDifferences, frame) && !starts.Contains(frame) && RepeatSearch.CountNear(repeats, frame) <= 1).ToList();
        return jumps.Take(MostFindings).Select(frame => Found.Of(
            Severity.Warning, "picture.dropped", new FrameRun(frame, frame + 1), "Compare with the delivery's original: motion jumps here as if a frame were missing before this one."));
    }

    private static bool IsJump(ReadOnlySpan<byte> steps, int frame)
    {
        if (frame <= Steady || frame + Steady >= steps.Length)
        {
            return false;
        }

        var (sum, least, most) = (0f, float.MaxValue, 0f);
        for (var distance = 1; distance <= Steady; distance++)
        {
            foreach (var step in (ReadOnlySpan<byte>)[steps[frame - distance], steps[frame + distance]])
            {
                (sum, least, most) = (sum + step, Math.Min(least, step), Math.Max(most, step));
            }
        }

        var mean = sum / (2 * Steady);
        return mean >= ClearMotion && most - mean <= Spread * mean && mean - least <= Spread * mean
            && steps[frame] >= Shortest * mean && steps[frame] <= Longest * mean;
    }
}
