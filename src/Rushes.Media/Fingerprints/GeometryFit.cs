namespace Rushes.Media.Fingerprints;

/// <summary>
/// Explains what an encode's pictures differ by, to first order and over many pictures: stretched or moved along either axis,
/// steeper or brighter, between two frames in time. Least squares over the slopes of the mezzanine's pictures, the sums of which are
/// all that is kept. Beside that, sums that tell bars and mirrored pictures.
/// </summary>
/// <param name="cells">Those that tell.</param>
internal sealed class GeometryFit(WholeCells cells)
{
    public const int Parameters = 7;

    private const int Time = Parameters - 1;

    // Cells, frames and errors of coding hang together: about so many of them tell as much as one would alone.
    private const double Dependence = 50;

    private readonly int _inner = (cells.Columns.To - cells.Columns.From - 2) * (cells.Rows.To - cells.Rows.From - 2);

    private readonly double[,] _products = new double[Parameters, Parameters];
    private readonly double[] _answers = new double[Parameters];
    private double _residue;

    public int Pictures { get; private set; }

    /// <summary>Mean squared distance.</summary>
    public double Distance => Pictures > 0 ? DistanceSum / Pictures : 0;

    /// <summary>The same to the mezzanine's pictures mirrored left to right, top to bottom, and both.</summary>
    public double[] MirroredDistances => [.. _mirrored.Select(sum => sum / Math.Max(1, Pictures))];

    /// <summary>Mean level along left, right, top and bottom edge: of the encode, and of the mezzanine.</summary>
    public (double Encode, double Mezzanine)[] Edges =>
        [.. _edges.Zip(_expectedEdges, (encode, mezzanine) => (encode / Math.Max(1, Pictures), mezzanine / Math.Max(1, Pictures)))];

    private readonly double[] _mirrored = new double[3];
    private readonly double[] _edges = new double[4];
    private readonly double[] _expectedEdges = new double[4];

    private double DistanceSum { get; set; }

    /// <summary>A picture, with the mezzanine's frame that it should show in the middle of the window.</summary>
    public void Add(ReadOnlySpan<byte> picture, FingerprintWindow window)
    {
        if (!window.TryGet(0, out var expected))
        {
            return;
        }

        Pictures++;
        DistanceSum += Fingerprint.Distance(picture, expected);
        AddMirrored(picture, expected);
        AddEdges(picture, _edges);
        AddEdges(expected, _expectedEdges);
        if (window.TryGet(-1, out var before) && window.TryGet(1, out var after))
        {
            AddSlopes(picture, expected, before, after);
        }
    }

    /// <summary>
    /// Stretch along x and y (a share: 0.02 for 2 % larger), move along x and y (shares of the picture), gain around mid grey (a share),
    /// brightness (levels), time (frames); each with its standard error. Null: not enough was seen.
    /// </summary>
    public (double Value, double Error)[]? Solve()
    {
        if (Pictures < 8 || LinearSystem.Invert(_products) is not { } inverse)
        {
            return null;
        }

        var values = new double[Parameters];
        var explained = 0.0;
        for (var row = 0; row < Parameters; row++)
        {
            for (var column = 0; column < Parameters; column++)
            {
                values[row] += inverse[row, column] * _answers[column];
            }

            explained += values[row] * _answers[row];
        }

        var variance = Variance(explained);
        return [.. values.Select((value, at) => (value, Math.Sqrt(variance * inverse[at, at])))];
    }

    /// <summary>
    /// Frames between which the encode's lie, with the standard error; alone, because where everything moves alike, time cannot be told
    /// from a move.
    /// </summary>
    public (double Value, double Error) Delay()
    {
        var (product, answer) = (_products[Time, Time] + 1e-3, _answers[Time]);
        var value = answer / product;
        return (value, Math.Sqrt(Variance(value * answer) / product));
    }

    private double Variance(double explained) => Math.Max(0.05, (_residue - explained) / ((double)Pictures * _inner)) * Dependence;

    private void AddSlopes(ReadOnlySpan<byte> picture, ReadOnlySpan<byte> expected, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        Span<double> slopes = stackalloc double[Parameters];
        for (var y = cells.Rows.From + 1; y < cells.Rows.To - 1; y++)
        {
            for (var x = cells.Columns.From + 1; x < cells.Columns.To - 1; x++)
            {
                var cell = (y * Fingerprint.Columns) + x;
                var across = (expected[cell + 1] - expected[cell - 1]) / 2.0;
                var down = (expected[cell + Fingerprint.Columns] - expected[cell - Fingerprint.Columns]) / 2.0;
                // A larger picture shows at a cell what lay nearer to the middle.
                slopes[0] = -(x + 0.5 - (Fingerprint.Columns / 2.0)) * across;
                slopes[1] = -(y + 0.5 - (Fingerprint.Rows / 2.0)) * down;
                slopes[2] = -across * Fingerprint.Columns;
                slopes[3] = -down * Fingerprint.Rows;
                slopes[4] = expected[cell] - 128;
                slopes[5] = 1;
                slopes[Time] = (after[cell] - before[cell]) / 2.0;
                AddSample(slopes, picture[cell] - expected[cell]);
            }
        }
    }

    private void AddSample(ReadOnlySpan<double> slopes, double difference)
    {
        _residue += difference * difference;
        for (var row = 0; row < Parameters; row++)
        {
            _answers[row] += slopes[row] * difference;
            for (var column = row; column < Parameters; column++)
            {
                _products[row, column] += slopes[row] * slopes[column];
            }
        }
    }

    private void AddMirrored(ReadOnlySpan<byte> picture, ReadOnlySpan<byte> expected)
    {
        Span<byte> mirrored = stackalloc byte[Fingerprint.Size];
        expected.CopyTo(mirrored);
        mirrored.Reverse();
        _mirrored[2] += Fingerprint.Distance(picture, mirrored);
        for (var row = 0; row < Fingerprint.Rows; row++)
        {
            mirrored.Slice(row * Fingerprint.Columns, Fingerprint.Columns).Reverse();
        }

        _mirrored[1] += Fingerprint.Distance(picture, mirrored);
        mirrored.Reverse();
        _mirrored[0] += Fingerprint.Distance(picture, mirrored);
    }

    private static void AddEdges(ReadOnlySpan<byte> picture, Span<double> edges)
    {
        for (var y = 0; y < Fingerprint.Rows; y++)
        {
            edges[0] += picture[y * Fingerprint.Columns] / (double)Fingerprint.Rows;
            edges[1] += picture[((y + 1) * Fingerprint.Columns) - 1] / (double)Fingerprint.Rows;
        }

        for (var x = 0; x < Fingerprint.Columns; x++)
        {
            edges[2] += picture[x] / (double)Fingerprint.Columns;
            edges[3] += picture[Fingerprint.Size - Fingerprint.Columns + x] / (double)Fingerprint.Columns;
        }
    }
}
