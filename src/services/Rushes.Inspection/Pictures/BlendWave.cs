namespace Rushes.Inspection.Pictures;

/// <summary>
/// Mixing turns one rate into another, and edges go up and down with how far a frame lies between the two that it is made of: a wave whose frequency is
/// the one rate over the other. Told by what the spectrum of the logarithm of edges has there against what it has beside, so that neither a cycle
/// needs to be whole frames (23.976 of 50), nor the wave to be seen among other changes.
/// </summary>
internal static class BlendWave
{
    /// <summary>Frames that the usual value is taken of: longer waves are the film's.</summary>
    private const int Around = 31;

    /// <summary>The part of the frames that must move.</summary>
    private const double Most = 0.6;

    /// <summary>Values beyond so many times the usual one count as that: a key frame, a blink, a flash or a cut is no wave.</summary>
    private const double Outlier = 3;

    /// <summary>Of the spectrum, in steps of one cycle in all frames: what is beside, and how far from rhythms of encoders, which come back every two, three, four or eight frames.</summary>
    private const int NearestBeside = 3;
    private const int FurthestBeside = 10;
    private const double FromEncoders = 2.2;
    private const double Lowest = 0.012;

    private static readonly double[] OfEncoders = [1 / 8.0, 1 / 4.0, 1 / 3.0, 3 / 8.0, 1 / 2.0];

    /// <summary>From crest to trough, as a part of the edges; and how many times as strong it is as what is beside.</summary>
    /// <param name="film">The film.</param>
    /// <param name="window">Some of its frames.</param>
    /// <param name="frequency">Cycles of a frame, below a half.</param>
    public static (double Height, double Clearness) Strength(Film film, FrameRun window, double frequency)
    {
        var values = Differences(film, window);
        if (values.Count(value => value != 0) < Most * values.Length)
        {
            return (0, 0);
        }

        var power = Power(values, frequency);
        var beside = Beside(frequency, values.Length).Select(other => Power(values, other)).DefaultIfEmpty(double.PositiveInfinity).Average();
        return (2 * Math.Sqrt(power), power / Math.Max(1e-12, beside));
    }

    /// <summary>From the usual value around each; 0 where nothing moves.</summary>
    private static double[] Differences(Film film, FrameRun window)
    {
        var edges = BlendRhythm.EdgesOf(film, window);
        var differences = new double[edges.Length];
        for (var at = 0; at < edges.Length; at++)
        {
            if (!double.IsNaN(edges[at]))
            {
                var near = edges[Math.Max(0, at - (Around / 2))..Math.Min(edges.Length, at + (Around / 2) + 1)];
                differences[at] = edges[at] - BlendRhythm.Median(near.Where(value => !double.IsNaN(value)));
            }
        }

        var most = Outlier * BlendRhythm.Median(differences.Where(value => value != 0).Select(Math.Abs));
        return [.. differences.Select(value => Math.Clamp(value, -most, most))];
    }

    private static IEnumerable<double> Beside(double frequency, int count) =>
        from step in Enumerable.Range(NearestBeside, FurthestBeside - NearestBeside + 1)
        from other in (double[])[frequency - ((double)step / count), frequency + ((double)step / count)]
        where other > Lowest && other < OfEncoders[^1] && OfEncoders.All(one => Math.Abs(other - one) > FromEncoders / count)
        select other;

    /// <summary>The squared amplitude of a wave, by Hann's window.</summary>
    private static double Power(double[] values, double frequency)
    {
        var (real, imaginary) = (0.0, 0.0);
        for (var at = 0; at < values.Length; at++)
        {
            var weight = 1 - Math.Cos(2 * Math.PI * (at + 0.5) / values.Length);
            var (sine, cosine) = Math.SinCos(2 * Math.PI * frequency * at);
            (real, imaginary) = (real + (weight * cosine * values[at]), imaginary + (weight * sine * values[at]));
        }

        return 4 * ((real * real) + (imaginary * imaginary)) / ((double)values.Length * values.Length);
    }
}
