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
        string? exclusive = null, string? requires = null, string queue = Name) =>
        SendAsync(Message(text, queue, new MessagePriority(@class, due, rank)) with
        {
            Scope = scope,
            DedupeKey = dedupe,
            NotBefore = notBefore,
            ExclusivityKey = exclusive,
            Requires = requires,
        });

    public static OutgoingMessage Message(string text, string queue = Name, MessagePriority? priority = null) =>
        new(queue, priority ?? new MessagePriority(4, 0, 0), new Finding { Code = text });

    public Task<IReadOnlyList<Lease>> TakeAsync(int max, bool idle = true, params string[] offers) => TakeFromAsync(Name, max, idle, offers);

    public Task<IReadOnlyList<Lease>> TakeFromAsync(string name, int max, bool idle = true, params string[] offers) => WriteAsync(tx =>
    {
        _queue.ReturnWhatIsDue(tx, name);
        return _queue.Take(tx, new Taker(name, "me", LeaseTime) { Offers = offers }, max, () => idle);
    });

    /// <summary>As the dispatcher does, which has chosen them.</summary>
    public Task<IReadOnlyList<Lease>> TakeTheseAsync(params long[] messages) => WriteAsync(tx => _queue.Take(tx, messages, "me", LeaseTime));

    public async Task<Lease> TakeOneAsync() => Assert.Single(await TakeAsync(1));

    public async Task<string[]> TakeTextsAsync(int max, bool idle = true, params string[] offers) =>
        [.. (await TakeAsync(max, idle, offers)).Select(Text)];

    public async Task<bool> HeartbeatAsync(Lease lease) => (await WriteAsync(tx => _queue.Heartbeat(tx, [new Heartbeat(lease)], LeaseTime))).Lost.Count == 0;

    public Task<bool> CompleteAsync(Lease lease) => WriteAsync(tx => _queue.Complete(tx, lease));

    public Task<FailOutcome> FailAsync(Lease lease, FailureCategory category) =>
        WriteAsync(tx => _queue.Fail(tx, lease, new FailureList { Failures = { new Failure { Code = "test.failure", Category = category } } }));

    public Task<bool> ReleaseAsync(Lease lease) => WriteAsync(tx => _queue.Release(tx, lease));

    public Task<bool> SuspendAsync(long message) => WriteAsync(tx => _queue.Suspend(tx, message));

    public Task<bool> ResumeAsync(long message) => WriteAsync(tx => _queue.Resume(tx, message));

    public Task<Lease?> TakeAwayAsync(long message) => WriteAsync(tx => _queue.TakeAway(tx, message));

    public Task<bool> ReviveAsync(long message) => WriteAsync(tx => _queue.Revive(tx, message));

    public Task<bool> ReviveAsync(string scope, params string[] exceptTypes) => WriteAsync(tx =>
    {
        _queue.Revive(tx, scope, exceptTypes);
        return true;
    });

    public Task<int> ForgetAsync(DateTimeOffset before, int max = 100) => WriteAsync(tx => _queue.Forget(tx, before.ToUnixTimeMilliseconds(), max));

    public Task<IReadOnlyList<LostLease>> LoseAllAsync() => WriteAsync(_queue.LoseAll);

    /// <summary>Lets every lease that there is expire, and returns what was lost.</summary>
    public Task<IReadOnlyList<LostLease>> ExpireAllAsync(string name = Name)
    {
        Clock.Advance(LeaseTime);
        return WriteAsync(tx => _queue.ReturnWhatIsDue(tx, name));
    }

    public Task CancelAsync(string scope) => WriteAsync(tx =>
    {
        _queue.Cancel(tx, scope);
        return true;
    });

    /// <summary>States by what the payloads say.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StatesAsync() => (await Database.ReadAsync(
        sql => sql.Query("SELECT payload, state FROM message", row => (Text(row.GetFieldValue<byte[]>(0)), row.GetString(1))), TestContext.Current.CancellationToken))
        .ToDictionary(row => row.Item1, row => row.Item2);

    /// <summary>Ids by what the payloads say; no message is "none".</summary>
    public async Task<IReadOnlyDictionary<string, long>> IdsAsync() => (await Database.ReadAsync(
        sql => sql.Query("SELECT payload, id FROM message", row => (Text(row.GetFieldValue<byte[]>(0)), row.GetInt64(1))), TestContext.Current.CancellationToken))
        .Append(("none", 0)).ToDictionary(row => row.Item1, row => row.Item2);

    public async Task<string> StateAsync(string text) => (await StatesAsync())[text];

    /// <summary>What is kept about the last failure of the message.</summary>
    public async Task<Failure?> FailureAsync(long message) =>
        await Database.ReadAsync(sql => sql.Scalar("SELECT failure FROM message WHERE id = @id", ("id", message)), TestContext.Current.CancellationToken)
            is byte[] bytes ? FailureList.Parser.ParseFrom(bytes).Failures[0] : null;

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
