using Rushes.Platform.Database;

namespace Rushes.Platform.Queue;

/// <summary>Leases of one queue, in order, straight from the database.</summary>
internal sealed class DatabaseLeaseSource(
    StateDatabase database, MessageQueue queue, QueueSignals signals, Taker taker, MessageEvents events, TimeProvider time) : ILeaseSource
{
    /// <summary>How often to look although no signal came.</summary>
    private static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(10);

    private bool _suspectGiven;

    /// <summary>Milliseconds by which the clock of the database is ahead of that of this process.</summary>
    private long _ahead;

    public event Action<IReadOnlyCollection<long>>? Revoked
    {
        add => signals.Revoked += value;
        remove => signals.Revoked -= value;
    }

    public event Action<long>? Frozen
    {
        add => signals.Frozen += value;
        remove => signals.Frozen -= value;
    }

    public event Action<long>? Resumed
    {
        add => signals.Resumed += value;
        remove => signals.Resumed -= value;
    }

    public Task<IReadOnlyList<Lease>> TakeAsync(int max, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction =>
        {
            _ahead = transaction.Now - time.GetUtcNow().ToUnixTimeMilliseconds();
            events.Lost(transaction, queue.ReturnWhatIsDue(transaction, taker.Queue));
            if (_suspectGiven && MessageRows.LossesHeldBy(transaction.Sql, taker.Owner, taker.Queue) >= RetryPolicy.LossesOfSuspect)
            {
                // Should it take us down, nothing else is lost with it.
                signals.AwaitEnd(taker.Queue);
                return [];
            }

            var leases = queue.Take(transaction, taker, max, () => IsIdle(transaction));
            _suspectGiven = leases is [{ IsSuspected: true }];
            foreach (var one in leases)
            {
                events.Taken(transaction, one);
            }

            return leases;
        }, cancellationToken);

    public Task<HeartbeatAnswer> HeartbeatAsync(IReadOnlyList<Heartbeat> beats, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => queue.Heartbeat(transaction, beats, taker.Lease), cancellationToken);

    public async Task WaitForWorkAsync(CancellationToken cancellationToken)
    {
        var next = await database.ReadAsync(sql => MessageRows.NextChange(sql, taker.Queue), cancellationToken);
        await signals.WaitAsync(taker.Queue, Until(next), time, cancellationToken);
    }

    /// <summary>Of two suspects at once, also of different queues, the one would die for the other.</summary>
    private bool IsIdle(Transaction transaction) =>
        MessageRows.LossesHeldBy(transaction.Sql, taker.Owner, taker.Queue) is null && !MessageRows.HoldsSuspect(transaction.Sql, taker.Owner);

    private TimeSpan Until(long? change)
    {
        if (change is null)
        {
            return SafetyNet;
        }

        var wait = TimeSpan.FromMilliseconds(Math.Max(1, change.Value - time.GetUtcNow().ToUnixTimeMilliseconds() - _ahead));
        return wait < SafetyNet ? wait : SafetyNet;
    }
}
