using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Tests.Queue.Concurrency;

/// <summary>One of many who send, take, use, forget, take away and cancel at once and at random, and write down what they were told.</summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "A seeded test.")]
internal sealed class Contender
{
    private static readonly string[] Queues = [QueueUnderTest.Name, "other"];
    private static readonly string[] Builds = ["encode@1.0.0", "encode@1.1.0"];

    private readonly ConcurrentRun _run;
    private readonly string _name;
    private readonly Random _random;
    private readonly StateDatabase _database;
    private readonly MessageQueue _queue;
    private readonly List<Lease> _leases = [];
    private readonly List<long> _told = [];
    private int _sent;

    public Contender(ConcurrentRun run, int number, int seed, StateDatabase database)
    {
        _run = run;
        _name = string.Create(CultureInfo.InvariantCulture, $"taker {number}");
        _random = new Random(seed);
        _database = database;
        var signals = new QueueSignals();
        signals.Revoked += _told.AddRange;
        _queue = new MessageQueue(signals, QueueUnderTest.Retry);
    }

    public Task StepAsync() => _random.Next(100) switch
    {
        < 22 => SendAsync(),
        < 50 => TakeAsync(),
        < 92 => UseAsync(),
        < 96 => TakeAwayAsync(),
        < 97 => ReviveAsync(),
        < 98 => CancelAsync(),
        _ => ForgetAll(),
    };

    public async Task<long> BacklogAsync() => (long)(await _database.ReadAsync(
        sql => sql.Scalar("SELECT count(*) FROM message WHERE state NOT IN ('done', 'dead', 'cancelled')"), TestContext.Current.CancellationToken))!;

    private async Task SendAsync()
    {
        if (_run.Backlog > 150)
        {
            await TakeAsync();
            return;
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{_name} {_sent++}{(OneIn(60) ? ConcurrentRun.Poison : "")}");
        var message = QueueUnderTest.Message(text, Any(Queues), new(_random.Next(1, 4), _random.Next(-2, 2), _random.Next(2))) with
        {
            Scope = Changing("run", 8),
            DedupeKey = OneIn(5) ? Changing("key", 20) : null,
            ExclusivityKey = OneIn(6) ? Changing("key", 3) : null,
            Requires = OneIn(6) ? Any(Builds) : null,
            NotBefore = OneIn(6) ? _run.Clock.GetUtcNow().AddSeconds(_random.Next(20)).ToUnixTimeMilliseconds() : 0,
        };
        var (isNew, span) = await DoAsync(transaction => _queue.Send(transaction, message));
        _run.Log(new Sent(span, message, text, isNew));
    }

    private async Task TakeAsync()
    {
        var taker = new Taker(Any(Queues), _name, QueueUnderTest.LeaseTime) { Offers = [.. Builds.Where(_ => OneIn(2))] };
        var (max, idle) = (_random.Next(1, 5), OneIn(2));
        var ((leases, lost), span) = await DoAsync(transaction =>
        {
            var returned = _queue.ReturnWhatIsDue(transaction, taker.Queue);
            return (_queue.Take(transaction, taker, max, () => idle), returned);
        });
        _run.Log(new Taken(span, taker, max, idle, leases, lost));
        _leases.AddRange(leases.Where(lease => !QueueUnderTest.Text(lease).EndsWith(ConcurrentRun.Poison, StringComparison.Ordinal)));
        _run.Known(leases);
    }

    /// <summary>Now and then also a lease that is gone.</summary>
    private async Task UseAsync()
    {
        if (_leases.Count == 0)
        {
            await TakeAsync();
            return;
        }

        var lease = Any([.. _leases.TakeLast(6)]);
        var (how, category) = (_random.Next(8), Any([FailureCategory.Internal, FailureCategory.Transient, FailureCategory.Input]));
        var ((succeeded, state), span) = await DoAsync(transaction => how switch
        {
            0 => (_queue.Heartbeat(transaction, [new Heartbeat(lease)], QueueUnderTest.LeaseTime).Lost.Count == 0, null),
            1 => (_queue.Release(transaction, lease), "pending"),
            2 => Failed(_queue.Fail(transaction, lease, new FailureList { Failures = { new Failure { Code = "test", Category = category } } }), category),
            3 => (_queue.IsHeld(transaction, lease) && (_queue.Suspend(transaction, lease.MessageId) || _queue.Resume(transaction, lease.MessageId)), null),
            _ => (_queue.Complete(transaction, lease), "done"),
        });
        _run.Log(new Used(span, lease, succeeded, state));
        if (!succeeded || (state is not null && !OneIn(5)))
        {
            _leases.Remove(lease);
        }
    }

    private async Task TakeAwayAsync()
    {
        if (_run.AnyKnown(_random) is not { } message)
        {
            return;
        }

        var (lease, span) = await DoAsync(transaction => _queue.TakeAway(transaction, message));
        _run.Log(lease is null ? new Looked(span) : new Used(span, lease, true, "pending"));
    }

    private async Task ReviveAsync()
    {
        if (_run.AnyKnown(_random) is { } message)
        {
            var (succeeded, span) = await DoAsync(transaction => _queue.Revive(transaction, message));
            _run.Log(new Revived(span, message, succeeded));
        }
    }

    private async Task CancelAsync()
    {
        var scope = Changing("run", 8);
        _told.Clear();
        var (_, span) = await DoAsync(transaction =>
        {
            _queue.Cancel(transaction, scope);
            return true;
        });
        _run.Log(new Cancelled(span, scope, [.. _told]));
    }

    /// <summary>As a process that has died; and time passes.</summary>
    private Task ForgetAll()
    {
        _leases.Clear();
        _run.PassTime(_random.Next(1, 15));
        return Task.CompletedTask;
    }

    private static (bool, string?) Failed(FailOutcome outcome, FailureCategory category) => (
        outcome != FailOutcome.Refused,
        outcome == FailOutcome.Dead ? "dead" : category == FailureCategory.Transient ? "delayed" : "pending");

    private async Task<(T Result, Span Span)> DoAsync<T>(Func<Transaction, T> work)
    {
        var (start, runs, now) = (_run.Tick(), 0, 0L);
        var result = await _database.WriteAsync(transaction =>
        {
            runs++;
            now = transaction.Now;
            return work(transaction);
        }, TestContext.Current.CancellationToken);
        return (result, new Span(start, _run.Tick(), runs, now));
    }

    /// <summary>One of a few names, which are others after a while.</summary>
    private string Changing(string name, int many) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} {_run.Operations / 400}.{_random.Next(many)}");

    private bool OneIn(int many) => _random.Next(many) == 0;

    private T Any<T>(T[] some) => some[_random.Next(some.Length)];
}
