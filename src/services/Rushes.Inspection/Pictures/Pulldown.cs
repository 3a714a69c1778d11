namespace Rushes.Inspection.Pictures;

/// <summary>
/// 3:2 pulldown: four film frames in five of video. Two of the five, one behind the other, are woven of two film frames; one repeats the top field of
/// the frame before, one the bottom field. Either is enough: the first is seen where little moves, the second where much does.
/// </summary>
internal static class Pulldown
{
    private const int Cycle = 5;

    /// <summary>Of frames that show it.</summary>
    private const int Fewest = 8;

    /// <summary>Part of the combed frames that two phases have, and each of the two; video has 0.4 and 0.2.</summary>
    private const double InPair = 0.88;
    private const double InEach = 0.3;

    /// <summary>Part of the repeats of a field that one phase has; video has 0.2.</summary>
    private const double InPhase = 0.8;

    public static bool IsIn(Film film, FrameRun window)
    {
        Span<int> combed = stackalloc int[Cycle], top = stackalloc int[Cycle], bottom = stackalloc int[Cycle];
        combed.Clear();
        top.Clear();
        bottom.Clear();
        for (var frame = window.From; frame < window.To; frame++)
        {
            var phase = frame % Cycle;
            combed[phase] += film.Measures.Fields[frame] is FieldOrder.TopFirst or FieldOrder.BottomFirst ? 1 : 0;
            top[phase] += film.Measures.RepeatedFields[frame] == 1 ? 1 : 0;
            bottom[phase] += film.Measures.RepeatedFields[frame] == 2 ? 1 : 0;
        }

        return ArePairs(combed) || (OnlyPhase(top) is { } one && OnlyPhase(bottom) is { } other && (one - other + Cycle) % Cycle is 2 or 3);
    }

    private static bool ArePairs(ReadOnlySpan<int> combed)
    {
        var all = Sum(combed);
        for (var phase = 0; phase < Cycle && all >= Fewest; phase++)
        {
            var (one, next) = (combed[phase], combed[(phase + 1) % Cycle]);
            if (one + next >= InPair * all && Math.Min(one, next) >= InEach * all)
            {
                return true;
            }
        }

        return false;
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
