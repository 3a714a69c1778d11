namespace Rushes.Media.Fingerprints;

/// <summary>Which level of the encode each level of the mezzanine became, over many cells of many pictures.</summary>
internal sealed class LevelFit
{
    // Mean squares: a range taken for the other one comes to 50 and more, the poorest encodes stay below 2.
    private const double LargestDeviation = 9;

    // The rule of levels has to say more than it leaves open, or it is no rule but another picture.
    private const double Clarity = 2;

    // Pictures with less contrast fit any rule.
    private const double LeastContrast = 25;

    // The correlation of levels: another picture's go up and down, a range's or a gamma's go up.
    private const double LeastSteadiness = 0.9;

    private readonly long[] _cells = new long[256];
    private readonly long[] _sums = new long[256];
    private long _squares;

    public int Pictures { get; private set; }

    /// <summary>Mean squared distance to what should be shown, as far as the levels' rule explains it.</summary>
    public float Distance => (float)Deviation;

    public bool AreWrong
    {
        get
        {
            var (cells, mean) = (_cells.Sum(), (double)_sums.Sum() / Math.Max(1, _cells.Sum()));
            if (cells == 0)
            {
                return false;
            }

            var spread = ((double)_squares / cells) - (mean * mean);
            var unexplained = Unexplained;
            return Deviation > Math.Max(LargestDeviation, Clarity * unexplained)
                && spread > Math.Max(LeastContrast, Clarity * unexplained)
                && Steadiness(mean) > LeastSteadiness;
        }
    }

    private double Deviation => Weighted(level => Math.Pow(Mean(level) - level, 2));

    private double Unexplained => ((double)_squares / Math.Max(1, _cells.Sum())) - Weighted(level => Math.Pow(Mean(level), 2));

    private double Steadiness(double mean)
    {
        var middle = Weighted(level => level);
        var together = Weighted(level => (level - middle) * (Mean(level) - mean));
        return together / Math.Sqrt(Weighted(level => Math.Pow(level - middle, 2)) * Weighted(level => Math.Pow(Mean(level) - mean, 2)));
    }

    public void Add(ReadOnlySpan<byte> picture, ReadOnlySpan<byte> expected)
    {
        Pictures++;
        for (var cell = 0; cell < picture.Length; cell++)
        {
            _cells[expected[cell]]++;
            _sums[expected[cell]] += picture[cell];
            _squares += picture[cell] * picture[cell];
        }
    }

    public void Add(LevelFit other)
    {
        Pictures += other.Pictures;
        _squares += other._squares;
        for (var level = 0; level < _cells.Length; level++)
        {
            _cells[level] += other._cells[level];
            _sums[level] += other._sums[level];
        }
    }

    /// <summary>From each level of the mezzanine to the encode's, never falling; straight between levels that occur.</summary>
    public byte[] ToMapping()
    {
        var mapping = new byte[256];
        int[] seen = [.. Enumerable.Range(0, 256).Where(level => _cells[level] > 0)];
        var (next, highest) = (0, 0.0);
        for (var level = 0; level < mapping.Length; level++)
        {
            while (next < seen.Length - 1 && seen[next] < level)
            {
                next++;
            }

            var (before, after) = (seen[seen[next] >= level ? Math.Max(0, next - 1) : next], seen[next]);
            var way = after > before ? Math.Clamp((level - before) / (double)(after - before), 0, 1) : 0;
            highest = Math.Max(highest, Mean(before) + ((Mean(after) - Mean(before)) * way));
            mapping[level] = (byte)Math.Round(highest);
        }

        return mapping;
    }

    /// <summary>In words: where two levels went that many cells have.</summary>
    public string Describe()
    {
        var (dark, bright) = (Quantile(0.1), Quantile(0.9));
        return $"level {dark} of 255 became {Mean(dark):F0}, level {bright} became {Mean(bright):F0}";
    }

    private int Quantile(double share)
    {
        var (level, seen, wanted) = (0, _cells[0], _cells.Sum() * share);
        while (seen < wanted)
        {
            seen += _cells[++level];
        }

        return level;
    }

    private double Mean(int level) => (double)_sums[level] / Math.Max(1, _cells[level]);

    private double Weighted(Func<int, double> value)
    {
        var sum = 0.0;
        for (var level = 0; level < _cells.Length; level++)
        {
            sum += _cells[level] > 0 ? _cells[level] * value(level) : 0;
        }

        return sum / Math.Max(1, _cells.Sum());
    }
}
