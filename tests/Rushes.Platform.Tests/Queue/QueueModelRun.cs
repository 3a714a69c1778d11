using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Rushes.Contracts;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Tests.Queue;

/// <summary>Random operations on a queue and on the model, which must answer alike. The seed repeats a run.</summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "A seeded test.")]
internal sealed class QueueModelRun(QueueUnderTest queue, int seed)
{
    private static readonly string[] Queues = [QueueUnderTest.Name, "other"];
    private static readonly string[] Builds = ["encode@1.0.0", "encode@1.1.0"];

    private readonly Random _random = new(seed);
    private readonly QueueModel _model = new(queue.Clock);
    private readonly List<Lease> _leases = [];
    private int _sent;

    public async Task RunAsync(int operations)
    {
        for (var i = 0; i < operations; i++)
        {
            await StepAsync();
            if (i % 20 == 0)
            {
                await CompareAsync();
            }
        }

        await CompareAsync();
    }

    private async Task CompareAsync() => Assert.Equal(
        _model.Messages.Select(message => message.ToString()).Order(StringComparer.Ordinal),
        (await queue.Database.ReadAsync(
            sql => sql.Query(
                "SELECT payload, state, failures, losses, token FROM message",
                row => string.Create(CultureInfo.InvariantCulture, $"{Finding.Parser.ParseFrom(row.GetFieldValue<byte[]>(0)).Code} {row.GetString(1)}, failures {row.GetInt64(2)}, losses {row.GetInt64(3)}, token {row.GetInt64(4)}")),
            TestContext.Current.CancellationToken)).Order(StringComparer.Ordinal));

    private Task StepAsync() => _random.Next(100) switch
    {
        < 30 => SendAsync(),
        < 55 => TakeAsync(),
        < 85 => UseLeaseAsync(),
        < 90 => PreemptAsync(),
        < 93 => TakeTheseAsync(),
        < 95 => ReviveAsync(),
        < 96 => SweepAsync(),
        _ => PassTimeAsync(),
    };

    private async Task SendAsync()
    {
        List<(string Text, OutgoingMessage Message)> batch = [];
        for (var left = _random.Next(1, 4); left > 0; left--)
        {
            var text = $"{_sent++}";
            batch.Add((text, QueueUnderTest.Message(text, Any(Queues), new(_random.Next(1, 4), _random.Next(-2, 2), _random.Next(2))) with
            {
                Scope = Scope(),
                DedupeKey = OneIn(5) ? $"key {_random.Next(20)}" : null,
                ExclusivityKey = OneIn(4) ? $"key {_random.Next(3)}" : null,
                Requires = OneIn(4) ? Any(Builds) : null,
                NotBefore = OneIn(4) ? queue.Clock.GetUtcNow().AddSeconds(_random.Next(20)).ToUnixTimeMilliseconds() : 0,
            }));
        }

        Assert.Equal(
            batch.Select(one => _model.Send(one.Text, one.Message)),
            await queue.WriteAsync((transaction, messages) => messages.Send(transaction, [.. batch.Select(one => one.Message)])));
    }

    private async Task TakeAsync()
    {
        var (name, max, idle) = (Any(Queues), _random.Next(1, 4), OneIn(2));
        string[] offers = [.. Builds.Where(_ => OneIn(2))];
        var leases = await queue.TakeFromAsync(name, max, idle, offers);
        Assert.Equal(_model.Take(name, max, idle, offers), leases.Select(QueueUnderTest.Text));
        _leases.AddRange(leases);
    }

    private async Task TakeTheseAsync()
    {
        string[] texts = [.. Enumerable.Range(0, 3).Select(_ => AnyMessage())];
        var ids = await queue.IdsAsync();
        var leases = await queue.TakeTheseAsync([.. texts.Select(text => ids[text])]);
        Assert.Equal(_model.TakeThese(texts), leases.Select(QueueUnderTest.Text));
        _leases.AddRange(leases);
    }

    private async Task UseLeaseAsync()
    {
        if (_leases.Count == 0)
        {
            return;
        }

        // Mostly a new one, for the old ones are lost.
        var lease = _leases[OneIn(4) ? _random.Next(_leases.Count) : _random.Next(Math.Max(0, _leases.Count - 6), _leases.Count)];
        switch (_random.Next(4))
        {
            case 0:
                Assert.Equal(_model.Heartbeat(lease), await queue.HeartbeatAsync(lease));
                break;
            case 1:
                var category = (FailureCategory)_random.Next(1, 6);
                Assert.Equal(_model.Fail(lease, category), await queue.FailAsync(lease, category));
                break;
            case 2:
                Assert.Equal(_model.Release(lease), await queue.ReleaseAsync(lease));
                break;
            default:
                Assert.Equal(_model.Complete(lease), await queue.CompleteAsync(lease));
                break;
        }
    }

    private async Task PreemptAsync()
    {
        var text = AnyMessage();
        var id = (await queue.IdsAsync())[text];
        switch (_random.Next(4))
        {
            case 0:
                Assert.Equal(_model.TakeAway(text), await queue.TakeAwayAsync(id) is not null);
                break;
            case 1:
                Assert.Equal(_model.Resume(text), await queue.ResumeAsync(id));
                break;
            default:
                Assert.Equal(_model.Suspend(text), await queue.SuspendAsync(id));
                break;
        }
    }

    private async Task ReviveAsync()
    {
        if (OneIn(2))
        {
            var text = AnyMessage();
            Assert.Equal(_model.Revive(text), await queue.ReviveAsync((await queue.IdsAsync())[text]));
            return;
        }

        var scope = Scope();
        _model.ReviveScope(scope);
        await queue.ReviveAsync(scope, Rational.Descriptor.FullName);
    }

    private async Task SweepAsync()
    {
        switch (_random.Next(4))
        {
            case 0:
                var before = queue.Clock.GetUtcNow().AddMinutes(-1);
                Assert.Equal(_model.Forget(before.ToUnixTimeMilliseconds()), await queue.ForgetAsync(before, int.MaxValue));
                break;
            case 1:
                Assert.Equal(_model.LoseAll().Order(StringComparer.Ordinal), (await queue.LoseAllAsync()).Select(lost => QueueUnderTest.Text(lost.Lease)).Order(StringComparer.Ordinal));
                break;
            default:
                var scope = Scope();
                var told = queue.Revoked.Count;
                var held = _model.Cancel(scope);
                await queue.CancelAsync(scope);
                Assert.Equal(held.Length, queue.Revoked.Count - told);
                break;
        }
    }

    private Task PassTimeAsync()
    {
        queue.Clock.Advance(TimeSpan.FromSeconds(_random.Next(1, 30)));
        return Task.CompletedTask;
    }

    private bool OneIn(int many) => _random.Next(many) == 0;

    private T Any<T>(T[] some) => some[_random.Next(some.Length)];

    /// <summary>Or one that there never was.</summary>
    private string AnyMessage() => Any([.. _model.Messages.Select(message => message.Text).DefaultIfEmpty("none")]);

    private string Scope() => $"run {_random.Next(6)}";
}
