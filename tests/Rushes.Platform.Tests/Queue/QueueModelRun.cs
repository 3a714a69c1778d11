using System.Diagnostics.CodeAnalysis;
using Rushes.Contracts;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Tests.Queue;

/// <summary>Random operations on a queue and on the model, which must answer alike. The seed repeats a run.</summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "A seeded test.")]
internal sealed class QueueModelRun(QueueUnderTest queue, int seed)
{
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
                Assert.Equal(Sorted(_model.States), Sorted(await queue.StatesAsync()));
            }
        }

        Assert.Equal(Sorted(_model.States), Sorted(await queue.StatesAsync()));
    }

    private static string[] Sorted(IReadOnlyDictionary<string, string> states) =>
        [.. states.Select(state => $"{state.Key} {state.Value}").Order(StringComparer.Ordinal)];

    private async Task StepAsync()
    {
        switch (_random.Next(12))
        {
            case < 4:
                await SendAsync();
                break;
            case < 7:
                var leases = await queue.TakeAsync(_random.Next(1, 4) is var max ? max : 0);
                Assert.Equal(_model.Take(max), leases.Select(QueueUnderTest.Text));
                _leases.AddRange(leases);
                break;
            case 7:
                queue.Clock.Advance(TimeSpan.FromSeconds(_random.Next(1, 30)));
                break;
            case 8 when _random.Next(10) == 0:
                var scope = Scope()!;
                _model.Cancel(scope);
                await queue.CancelAsync(scope);
                break;
            default:
                await UseLeaseAsync();
                break;
        }
    }

    private async Task SendAsync()
    {
        var text = $"{_sent++}";
        var priority = new MessagePriority(_random.Next(1, 4), _random.Next(-2, 2), _random.Next(2));
        var dedupe = _random.Next(5) == 0 ? $"key {_random.Next(20)}" : null;
        var notBefore = _random.Next(4) == 0 ? queue.Clock.GetUtcNow().AddSeconds(_random.Next(20)).ToUnixTimeMilliseconds() : 0;
        var scope = Scope();
        Assert.Equal(
            _model.Send(text, priority, scope, dedupe, notBefore),
            await queue.SendAsync(text, priority.Class, priority.Due, priority.Rank, scope, dedupe, notBefore));
    }

    private async Task UseLeaseAsync()
    {
        if (_leases.Count == 0)
        {
            return;
        }

        var lease = _leases[_random.Next(_leases.Count)];
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

    private string? Scope() => $"run {_random.Next(6)}";
}
