using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using Rushes.Platform.Tests.Database;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Queue;

/// <summary>A queue on some database, each operation in a transaction of its own.</summary>
internal sealed class QueueUnderTest : IAsyncDisposable
{
    public const string Name = "tests";
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);
    public static readonly RetryPolicy Retry = new(MaxAttempts: 3, Backoff: TimeSpan.FromSeconds(1));

    private readonly TestDatabase _files;
    private readonly MessageQueue _queue;

    public QueueUnderTest(TestDatabase files)
    {
        _files = files;
        var signals = new QueueSignals();
        signals.Revoked += Revoked.AddRange;
        Database = StateDatabase.Open(files.Engine, TimeProvider.System);
        _queue = new MessageQueue(signals, Retry);
    }

    public FakeTimeProvider Clock => _files.Clock;

    public StateDatabase Database { get; }

    public List<long> Revoked { get; } = [];

    public Task<bool> SendAsync(OutgoingMessage message) => WriteAsync(tx => _queue.Send(tx, message));

    public Task<bool> SendAsync(
        string text, int @class = 4, long due = 0, long rank = 0, string? scope = null, string? dedupe = null, long notBefore = 0,
        string? exclusive = null, string? requires = null) =>
        SendAsync(new OutgoingMessage(Name, new MessagePriority(@class, due, rank), new Finding { Code = text })
        {
            Scope = scope,
            DedupeKey = dedupe,
            NotBefore = notBefore,
            ExclusivityKey = exclusive,
            Requires = requires,
        });

    public Task<IReadOnlyList<Lease>> TakeAsync(int max, bool idle = true, params string[] offers) => WriteAsync(tx =>
    {
        _queue.ReturnWhatIsDue(tx, Name);
        return _queue.Take(tx, new Taker(Name, "me", LeaseTime) { Offers = offers }, max, idle);
    });

    public async Task<Lease> TakeOneAsync() => Assert.Single(await TakeAsync(1));

    public async Task<string[]> TakeTextsAsync(int max, bool idle = true, params string[] offers) =>
        [.. (await TakeAsync(max, idle, offers)).Select(Text)];

    public async Task<bool> HeartbeatAsync(Lease lease) => (await WriteAsync(tx => _queue.Heartbeat(tx, [new Heartbeat(lease)], LeaseTime))).Lost.Count == 0;

    public Task<bool> CompleteAsync(Lease lease) => WriteAsync(tx => _queue.Complete(tx, lease));

    public Task<FailOutcome> FailAsync(Lease lease, FailureCategory category) =>
        WriteAsync(tx => _queue.Fail(tx, lease, new FailureList { Failures = { new Failure { Code = "test.failure", Category = category } } }));

    public Task<bool> ReleaseAsync(Lease lease) => WriteAsync(tx => _queue.Release(tx, lease));

    public Task<IReadOnlyList<LostLease>> LoseAllAsync() => WriteAsync(_queue.LoseAll);

    public Task CancelAsync(string scope) => WriteAsync(tx =>
    {
        _queue.Cancel(tx, scope);
        return true;
    });

    /// <summary>States by what the payloads say.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StatesAsync() => (await Database.ReadAsync(
        sql => sql.Query("SELECT payload, state FROM message", row => (Text(row.GetFieldValue<byte[]>(0)), row.GetString(1))), TestContext.Current.CancellationToken))
        .ToDictionary(row => row.Item1, row => row.Item2);

    public static string Text(Lease lease) => Text(lease.Payload.Span);

    /// <summary>Anything else that the queue can do.</summary>
    public Task<T> WriteAsync<T>(Func<Transaction, MessageQueue, T> work) => WriteAsync(tx => work(tx, _queue));

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await _files.DisposeAsync();
    }

    private Task<T> WriteAsync<T>(Func<Transaction, T> work) => Database.WriteAsync(work, TestContext.Current.CancellationToken);

    private static string Text(ReadOnlySpan<byte> payload) => Finding.Parser.ParseFrom(payload).Code;
}
