using Rushes.Platform.Database;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Scheduling;

/// <summary>
/// What a dispatcher, in this process or another, has leased to a worker. The rows are the orders: signals only make the
/// worker look at once.
/// </summary>
/// <param name="database">Holds the leases.</param>
/// <param name="queue">Extends them.</param>
/// <param name="signals">Of this process.</param>
/// <param name="worker">Its id.</param>
/// <param name="queueName">Whose messages are assigned.</param>
/// <param name="lease">How long a heartbeat makes a lease hold.</param>
/// <param name="inHand">What the worker has been given before.</param>
/// <param name="time">For waiting.</param>
internal sealed class AssignedLeases(
    StateDatabase database, MessageQueue queue, QueueSignals signals, string worker, string queueName, TimeSpan lease,
    IEnumerable<(long Message, long Token)> inHand, TimeProvider time) : ILeaseSource
{
    private static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(10);

    private HashSet<(long Message, long Token)> _delivered = [.. inHand];

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

    public async Task<IReadOnlyList<Lease>> TakeAsync(int max, CancellationToken cancellationToken)
    {
        var leased = await database.ReadAsync(sql => MessageRows.HeldBy(sql, worker, queueName), cancellationToken);
        Lease[] fresh = [.. leased.Where(one => !_delivered.Contains((one.MessageId, one.Token))).Take(max)];
        _delivered = [.. leased.Select(one => (one.MessageId, one.Token)).Where(_delivered.Contains), .. fresh.Select(one => (one.MessageId, one.Token))];
        return fresh;
    }

    public Task<HeartbeatAnswer> HeartbeatAsync(IReadOnlyList<Heartbeat> beats, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => queue.Heartbeat(transaction, beats, lease), cancellationToken);

    public Task WaitForWorkAsync(CancellationToken cancellationToken) =>
        signals.WaitAsync(LocalWorker.Queue(worker), SafetyNet, time, cancellationToken);
}
