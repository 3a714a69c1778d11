namespace Rushes.Inspection.Pictures;

/// <summary>
/// Mixtures of two frames show each edge of what moves twice, and half as strong. Where frames lose edges at even distances, and come back
/// to as many in between, the rate was converted by mixing.
/// </summary>
internal static class BlendRhythm
{
    /// <summary>Part of the edges that a mixture loses at least. Real films lose a thousandth where B frames come in a rhythm.</summary>
    private const double LeastLoss = 0.008;

    /// <summary>Variance between the phases against that within them.</summary>
    private const double Clear = 8;

    /// <summary>Quarters of a level, of all cells: without motion a mixture looks like its parts.</summary>
    private const int ClearMotion = 6;

    private const int FewestFrames = 40;

    public static bool IsIn(Film film, FrameRun window, int period)
    {
        Span<double> sums = stackalloc double[period], squares = stackalloc double[period], counts = stackalloc double[period];
        sums.Clear();
        squares.Clear();
        counts.Clear();
        for (var frame = Math.Max(window.From, period); frame < Math.Min(window.To, film.Count - period); frame++)
        {
            if (Loss(film, frame, period) is { } loss)
            {
                sums[frame % period] += loss;
                squares[frame % period] += loss * loss;
                counts[frame % period]++;
            }
        }

        return IsClear(sums, squares, counts);
    }

    /// <summary>Logarithm of the edges against those of the frames around, one period wide; null: it does not tell.</summary>
    private static double? Loss(Film film, int frame, int period)
    {
        var (sum, count) = (0.0, 0);
        for (var other = frame - period; other <= frame + period; other++)
        {
            if (film.Measures.MeanDifferences[other] < ClearMotion || film.Measures.Edges[other] < 16)
            {
                return null;
            }

            sum += Math.Log(film.Measures.Edges[other]);
            count++;
        }

        return Math.Log(film.Measures.Edges[frame]) - (sum / count);
    }

    private static bool IsClear(ReadOnlySpan<double> sums, ReadOnlySpan<double> squares, ReadOnlySpan<double> counts)
    {
        var (total, all, least, most) = (0.0, 0.0, double.MaxValue, double.MinValue);
        for (var phase = 0; phase < sums.Length; phase++)
        {
            if (counts[phase] < FewestFrames / sums.Length)
            {
                return false;
            }

            (total, all) = (total + sums[phase], all + counts[phase]);
            (least, most) = (Math.Min(least, sums[phase] / counts[phase]), Math.Max(most, sums[phase] / counts[phase]));
        }

        var (between, within) = (0.0, 0.0);
        for (var phase = 0; phase < sums.Length; phase++)
        {
            var mean = sums[phase] / counts[phase];
            between += counts[phase] * Math.Pow(mean - (total / all), 2);
            within += squares[phase] - (counts[phase] * mean * mean);
        }

        return most - least >= LeastLoss && between / (sums.Length - 1) >= Clear * Math.Max(1e-6, within / (all - sums.Length));
    }
}
