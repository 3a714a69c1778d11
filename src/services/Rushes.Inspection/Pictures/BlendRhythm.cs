namespace Rushes.Inspection.Pictures;

/// <summary>
/// Mixtures of two frames show each edge of what moves twice, and half as strong. Where frames lose edges at even distances, and come back
/// to as many in between, the rate was converted by mixing. Told by an F test of the logarithm of edges, phase against phase, after what else goes up
/// and down in a rhythm is taken out: encoders make every second and fourth frame a little better than the others, and key frames.
/// </summary>
internal static class BlendRhythm
{
    /// <summary>Frames after which an encoder's choice of frame types comes back.</summary>
    private const int OfEncoders = 4;

    /// <summary>From there on a cycle is long: it is compared with what is near by, and its phases are many.</summary>
    private const int Long = 10;
    private const int NearBy = 5;

    /// <summary>Phases of a long one that do not count: key frames at that distance differ as well, and those that are compared with them.</summary>
    private const int KeyPhases = NearBy;

    /// <summary>256ths of a level: without motion a mixture looks like its parts.</summary>
    private const int ClearMotion = 20;

    /// <summary>Values beyond so many times the usual one count as that: a blink, a flash or a cut is no rhythm.</summary>
    private const double Outlier = 2;

    private const int FewestOfPhase = 5;

    /// <summary>How much of the edges some phases have more than others, and how clearly: the variance between phases against that within them.</summary>
    /// <param name="film">The film.</param>
    /// <param name="window">Some of its frames.</param>
    /// <param name="period">Frames of a cycle.</param>
    public static (double Loss, double Clearness) Strength(Film film, FrameRun window, int period)
    {
        var edges = EdgesOf(film, window);
        var differences = Differences(period <= OfEncoders ? edges : WithoutEncoders(edges), period >= Long ? NearBy : period);
        Bound(differences);
        return Compare(differences, period);
    }

    /// <summary>Logarithms of the edges of each frame; NaN where nothing moves: what stands still looks like what it is mixed with.</summary>
    internal static double[] EdgesOf(Film film, FrameRun window)
    {
        var edges = new double[window.Length];
        for (var at = 0; at < edges.Length; at++)
        {
            var moves = film.Measures.Steps[window.From + at] >= ClearMotion;
            edges[at] = moves ? Math.Log(Math.Max(0.01, film.Measures.Edges[window.From + at])) : double.NaN;
        }

        return edges;
    }

    /// <summary>0 of none.</summary>
    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }

    private static double[] WithoutEncoders(double[] edges)
    {
        var differences = Differences(edges, OfEncoders);
        var usual = Enumerable.Range(0, OfEncoders).Select(phase => Median(differences.Where((value, at) => at % OfEncoders == phase && !double.IsNaN(value)))).ToArray();
        return [.. edges.Select((value, at) => value - usual[at % OfEncoders])];
    }

    /// <summary>From the mean of so many around each; NaN near the ends, and where one of them is.</summary>
    private static double[] Differences(double[] values, int around)
    {
        var differences = new double[values.Length];
        var half = around / 2;
        for (var at = 0; at < values.Length; at++)
        {
            if (at < half || at + half >= values.Length)
            {
                differences[at] = double.NaN;
                continue;
            }

            var sum = 0.0;
            for (var other = at - half; other <= at + half; other++)
            {
                sum += values[other];
            }

            // Of an even number the two outermost count by half.
            sum -= around % 2 == 0 ? (values[at - half] + values[at + half]) / 2 : 0;
            differences[at] = values[at] - (sum / around);
        }

        return differences;
    }

    private static void Bound(double[] differences)
    {
        var most = Outlier * Median(differences.Where(value => !double.IsNaN(value)).Select(Math.Abs));
        for (var at = 0; at < differences.Length; at++)
        {
            differences[at] = double.IsNaN(differences[at]) ? double.NaN : Math.Clamp(differences[at], -most, most);
        }
    }

    /// <summary>How far apart phases are, and how clearly.</summary>
    private static (double Loss, double Clearness) Compare(double[] differences, int period)
    {
        var phases = Enumerable.Range(0, period).Select(phase => differences.Where((value, at) => at % period == phase && !double.IsNaN(value)).ToArray()).ToArray();
        if (phases.Any(phase => phase.Length < FewestOfPhase))
        {
            return (0, 0);
        }

        var (mean, count) = (phases.Sum(phase => phase.Sum()) / phases.Sum(phase => phase.Length), phases.Sum(phase => phase.Length));
        var means = phases.Select(phase => phase.Average() - mean).ToArray();
        // Of six, what comes back every two or three is the encoder's.
        var told = period == 6 ? Fundamental(means) : means;
        var between = told.Select((value, phase) => phases[phase].Length * value * value).Order().SkipLast(period >= Long ? KeyPhases : 0).Sum();
        var within = phases.Select((phase, number) => phase.Sum(value => Math.Pow(value - mean - means[number], 2))).Sum();
        return (told.Max() - told.Min(), between / (period == 6 ? 2 : period - 1) / Math.Max(1e-9, within / (count - period)));
    }

    /// <summary>The one wave in them that is as long as all.</summary>
    private static double[] Fundamental(double[] values) =>
        [.. values.Select((_, at) => values.Select((value, other) => value * Math.Cos(2 * Math.PI * (at - other) / values.Length)).Sum() * 2 / values.Length)];
}
