namespace Rushes.Inspection.Pictures;

/// <summary>
/// Mixtures of two frames show each edge of what moves twice, and half as strong. Where frames lose edges at even distances, and come back
/// to as many in between, the rate was converted by mixing.
/// </summary>
internal static class BlendRhythm
{
    /// <summary>24 for 30, 25 for 30, 30 for 25, and their doubles; others are 25 for 50 and the like.</summary>
    private static readonly int[] Periods = [2, 3, 4, 5, 6];

    /// <summary>Part of the edges that a mixture loses at least. Encoders make every second to fourth frame a little worse than the others.</summary>
    private const double LeastLoss = 0.008;
    private const double LeastLossOfShort = 0.05;
    private const int LongestOfEncoders = 4;

    /// <summary>Variance between the phases against that within them.</summary>
    private const double Clear = 8;

    /// <summary>Quarters of a level, of all cells: without motion a mixture looks like its parts.</summary>
    private const int ClearMotion = 6;

    private const int FewestFrames = 40;

    public static bool IsIn(Film film, FrameRun window)
    {
        // What has a short rhythm has its multiples too.
        var (period, loss, clearness) = Periods.Select(period => Strength(film, window, period)).MaxBy(strength => strength.Clearness);
        return clearness >= Clear && loss >= (period > LongestOfEncoders ? LeastLoss : LeastLossOfShort);
    }

    private static (int Period, double Loss, double Clearness) Strength(Film film, FrameRun window, int period)
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

        var (most, clearness) = Compare(sums, squares, counts);
        return (period, most, clearness);
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

    /// <summary>How far apart phases are, and how clearly (an F test's ratio).</summary>
    private static (double Loss, double Clearness) Compare(ReadOnlySpan<double> sums, ReadOnlySpan<double> squares, ReadOnlySpan<double> counts)
    {
        var (total, all, least, most) = (0.0, 0.0, double.MaxValue, double.MinValue);
        for (var phase = 0; phase < sums.Length; phase++)
        {
            if (counts[phase] < FewestFrames / sums.Length)
            {
                return (0, 0);
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

        return (most - least, between / (sums.Length - 1) / Math.Max(1e-6, within / (all - sums.Length)));
    }
}
