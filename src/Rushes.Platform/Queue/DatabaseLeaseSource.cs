using Rushes.Platform.Database;

namespace Rushes.Platform.Queue;

/// <summary>Leases of one queue, straight from the database of this process.</summary>
/// <param name="taken">Part of the transaction that takes: marks what the messages stand for as running.</param>
/// <param name="released">Part of the transaction that gives back.</param>
internal sealed class DatabaseLeaseSource(
    StateDatabase database, MessageQueue queue, QueueSignals signals, string name, TimeSpan lease, TimeProvider time,
    Action<Transaction, Lease>? taken = null, Action<Transaction, Lease>? released = null) : ILeaseSource
{
    /// <summary>How often to look although no signal came.</summary>
    private static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(10);

    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}";

    public event Action<IReadOnlyCollection<long>>? Revoked
    {
        add => signals.Revoked += value;
        remove => signals.Revoked -= value;
    }

    public Task<IReadOnlyList<Lease>> TakeAsync(int max, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction =>
        {
            var leases = queue.Take(transaction, name, _owner, max, lease);
            foreach (var one in leases)
            {
                taken?.Invoke(transaction, one);
            }

            return leases;
        }, cancellationToken);

    public Task<IReadOnlyList<Lease>> HeartbeatAsync(IReadOnlyList<Lease> leases, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<Lease>>(
            transaction => [.. leases.Where(one => !queue.Heartbeat(transaction, one, lease))], cancellationToken);

    public Task ReleaseAsync(IReadOnlyList<Lease> leases, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction =>
        {
            foreach (var one in leases.Where(one => queue.Release(transaction, one)))
            {
                released?.Invoke(transaction, one);
            }
        }, cancellationToken);

    public Task WaitForWorkAsync(CancellationToken cancellationToken)
    {
        var wait = SafetyNet;
        if (database.Read(sql => MessageQueue.NextChange(sql, name)) is { } next)
        {
            var until = TimeSpan.FromMilliseconds(next - time.GetUtcNow().ToUnixTimeMilliseconds());
            wait = until < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : until < wait ? until : wait;
        }

        return signals.WaitAsync(name, wait, time, cancellationToken);
    }
}
