namespace Rushes.Platform.Telemetry;

/// <summary>The values of an instrument with one set of labels. Thread-safe.</summary>
/// <param name="bounds">Of the buckets, rising; none for what is no histogram.</param>
internal sealed class MetricSeries(double[] bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _below = new long[bounds.Length];
    private double _sum;
    private long _count;

    /// <param name="value">Measured.</param>
    /// <param name="replaces">It stands for itself, instead of being added to what was before.</param>
    public void Record(double value, bool replaces)
    {
        lock (_lock)
        {
            _sum = replaces ? value : _sum + value;
            _count++;
            for (var i = 0; i < bounds.Length; i++)
            {
                _below[i] += value <= bounds[i] ? 1 : 0;
            }
        }
    }

    /// <summary>The sum, the number of values, and how many were at or below each bound.</summary>
    public (double Sum, long Count, long[] Below) Read()
    {
        lock (_lock)
        {
            return (_sum, _count, [.. _below]);
        }
    }
}
