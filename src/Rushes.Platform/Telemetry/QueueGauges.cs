using System.Diagnostics.Metrics;
using Rushes.Platform.Database;

namespace Rushes.Platform.Telemetry;

/// <summary>
/// How much waits and for how long, read from the database now and then; what is asked in between is what was last read.
/// Every process on a database says the same: take the largest, not the sum.
/// </summary>
internal sealed class QueueGauges : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Meter _meter = new(PlatformMeter.Name);
    private readonly StateDatabase _database;
    private readonly TimeProvider _time;
    private readonly ObservableGauge<long> _depth;
    private IReadOnlyList<Standing> _standings = [];

    public QueueGauges(StateDatabase database, TimeProvider time)
    {
        (_database, _time) = (database, time);
        _depth = _meter.CreateObservableGauge(
            "rushes.message.depth", () => _standings.Select(one => new Measurement<long>(one.Count, one.Labels(withState: true))), null, "Messages that are not done.");
        _meter.CreateObservableGauge(
            "rushes.message.age", () => Pending(one => one.Oldest), "s", "Of the pending message that was sent first.");
        _meter.CreateObservableGauge(
            "rushes.message.lateness", () => Pending(one => one.Latest), "s", "Of the pending message that is due first; 0 before it is due.");
    }

    /// <summary>Until cancelled. Reads nothing while nobody listens.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        do
        {
            if (_depth.Enabled)
            {
                await ReadAsync(cancellationToken);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>In the database's own time: how wrong the clock of this process is does not matter.</summary>
    internal async Task ReadAsync(CancellationToken cancellationToken) => _standings = await _database.ReadAsync(
        sql =>
        {
            var now = sql.BeginReading();
            try
            {
                return sql.Query(
                    """
                    SELECT queue, class, state, cores, memory, count(*), min(created), min(due) FROM message
                    WHERE state IN ('delayed', 'pending', 'leased', 'suspended') GROUP BY queue, class, state, cores, memory
                    """,
                    row => new Standing(
                        row.GetString(0), row.GetInt32(1), row.GetString(2), MetricLabels.Shape(row.GetInt32(3), row.GetInt64(4)), row.GetInt64(5), now - row.GetInt64(6),
                        now - row.GetInt64(7)));
            }
            finally
            {
                sql.RollBack();
            }
        },
        cancellationToken);

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> Pending(Func<Standing, long> milliseconds) => _standings
        .Where(one => one.State == "pending")
        .Select(one => new Measurement<double>(Math.Max(0, milliseconds(one)) / 1000.0, one.Labels(withState: false)));

    /// <param name="Queue">Its name.</param>
    /// <param name="Class">Its number.</param>
    /// <param name="State">Of the messages.</param>
    /// <param name="Shape">Of each.</param>
    /// <param name="Count">How many there are.</param>
    /// <param name="Oldest">Milliseconds since the first was sent.</param>
    /// <param name="Latest">Milliseconds since the first was due; negative before that.</param>
    private sealed record Standing(string Queue, int Class, string State, string Shape, long Count, long Oldest, long Latest)
    {
        public KeyValuePair<string, object?>[] Labels(bool withState)
        {
            KeyValuePair<string, object?>[] labels = [new("queue", Queue), new("class", MetricLabels.Class(Class)), new("shape", Shape)];
            return withState ? [.. labels, new("state", State)] : labels;
        }
    }
}
