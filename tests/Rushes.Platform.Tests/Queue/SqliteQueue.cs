using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Queue;

internal sealed class SqliteQueue : QueueUnderTest
{
    private readonly TemporaryFolder _folder = new();
    private readonly StateDatabase _database;
    private readonly MessageQueue _queue;

    public SqliteQueue()
    {
        var signals = new QueueSignals();
        signals.Revoked += Revoked.AddRange;
        _database = StateDatabase.Open(_folder["state.db"], Clock);
        _queue = new MessageQueue(signals, Retry);
    }

    public override Task<bool> SendAsync(OutgoingMessage message) => WriteAsync(tx => _queue.Send(tx, message));

    public override Task<IReadOnlyList<Lease>> TakeAsync(int max) => WriteAsync(tx => _queue.Take(tx, Name, "me", max, LeaseTime));

    public override Task<bool> HeartbeatAsync(Lease lease) => WriteAsync(tx => _queue.Heartbeat(tx, lease, LeaseTime));

    public override Task<bool> CompleteAsync(Lease lease) => WriteAsync(tx => _queue.Complete(tx, lease));

    public override Task<FailOutcome> FailAsync(Lease lease, FailureCategory category) => WriteAsync(tx => _queue.Fail(tx, lease, category));

    public override Task<bool> ReleaseAsync(Lease lease) => WriteAsync(tx => _queue.Release(tx, lease));

    public override Task<int> ReleaseAllAsync() => WriteAsync(tx => _queue.ReleaseAll(tx).Count);

    public override Task CancelAsync(string scope) => WriteAsync(tx =>
    {
        _queue.Cancel(tx, scope);
        return true;
    });

    public override Task<IReadOnlyDictionary<string, string>> StatesAsync() =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(_database.Read(sql => sql
            .Query("SELECT payload, state FROM message", row => (Text(row.GetFieldValue<byte[]>(0)), row.GetString(1)))
            .ToDictionary(row => row.Item1, row => row.Item2)));

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    private Task<T> WriteAsync<T>(Func<Transaction, T> work) => _database.WriteAsync(work, TestContext.Current.CancellationToken);
}
