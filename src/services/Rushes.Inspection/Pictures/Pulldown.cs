namespace Rushes.Inspection.Pictures;

/// <summary>
/// 3:2 pulldown: four film frames in five of video. Two of the five are woven of two film frames, one repeats the top field of the frame before, one
/// the bottom field. By their neighbours two to four of five look combed, but never the one that is whole and has whole ones beside it.
/// </summary>
internal static class Pulldown
{
    private const int Cycle = 5;

    /// <summary>Of frames that repeat a field.</summary>
    private const int Fewest = 8;

    /// <summary>Of frames that are combed, and the part of its share that the least combed phase may have: in video each has its fifth.</summary>
    private const int FewestCombed = 25;
    private const double Hole = 0.2;

    /// <summary>
    /// Of a longer stretch: the part of its share that the least combed phase may have, and how unlike each other the phases must be, by Pearson's test;
    /// of frames that are combed by chance one stretch in a thousand is.
    /// </summary>
    private const double LongHole = 0.5;
    private const double Unlike = 18.5;

    /// <summary>Part of the repeats of a field that one phase has; video has 0.2.</summary>
    private const double InPhase = 0.8;

    /// <summary>Where so little moves that combs are seldom seen, and those of the whole frames' neighbours reach into them.</summary>
    /// <param name="film">The film.</param>
    /// <param name="window">Some seconds of it.</param>
    public static bool IsInLong(Film film, FrameRun window)
    {
        var combed = Combed(film, window);
        var (least, share, unlike) = (0, Sum(combed) / (double)Cycle, 0.0);
        for (var phase = 0; phase < Cycle; phase++)
        {
            least = combed[phase] < combed[least] ? phase : least;
            unlike += (combed[phase] - share) * (combed[phase] - share) / Math.Max(1, share);
        }

        // The woven ones lie opposite of the whole one, and are combed most.
        var (woven, beside) = (combed[(least + 2) % Cycle] + combed[(least + 3) % Cycle], combed[(least + 1) % Cycle] + combed[(least + 4) % Cycle]);
        return Sum(combed) >= FewestCombed && combed[least] <= LongHole * share && unlike >= Unlike && woven > beside;
    }

    public static bool IsIn(Film film, FrameRun window)
    {
        var top = Count(window, frame => film.Measures.RepeatedFields[frame] == 1);
        var bottom = Count(window, frame => film.Measures.RepeatedFields[frame] == 2);
        return HasHole(Combed(film, window)) || (OnlyPhase(top) is { } one && OnlyPhase(bottom) is { } other && (one - other + Cycle) % Cycle is 2 or 3);
    }

    private static int[] Combed(Film film, FrameRun window) => Count(window, frame => film.Measures.Fields[frame] is FieldOrder.TopFirst or FieldOrder.BottomFirst);

    /// <returns>Frames of each phase.</returns>
    private static int[] Count(FrameRun window, Predicate<int> which)
    {
        var counts = new int[Cycle];
        for (var frame = window.From; frame < window.To; frame++)
        {
            counts[frame % Cycle] += which(frame) ? 1 : 0;
        }

        return counts;
    }

    private static bool HasHole(ReadOnlySpan<int> combed)
    {
        var (all, least) = (Sum(combed), int.MaxValue);
        foreach (var count in combed)
        {
            least = Math.Min(least, count);
        }

        return all >= FewestCombed && least <= Hole * all / Cycle;
    }

    private static int? OnlyPhase(ReadOnlySpan<int> repeats)
    {
        var all = Sum(repeats);
        for (var phase = 0; phase < Cycle && all >= Fewest; phase++)
        {
            if (repeats[phase] >= InPhase * all)
            {
                return phase;
            }
        }

        return null;
    }

    private static int Sum(ReadOnlySpan<int> counts)
    {
        var sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
