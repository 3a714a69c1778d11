using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Tests.Faults;

/// <summary>Work that takes its process down each time it is tried: it ends as a dead letter, and everything else lives.</summary>
public abstract class PoisonTests
{
    private const int MaxLosses = 5;
    private const long Bad = 3;

    private readonly StoreKind _store;
    private bool _dead;
    private readonly CountedFunction _function = new("poison.function");
    private readonly CountedFunction _other = new("other.function");
    private readonly OneGraph _neighbour;
    private TaskCompletionSource _dying = new();
    private bool _mended;

    protected PoisonTests(StoreKind store) => (_store, _neighbour) = (store, OneGraph.Sum("other.sum", _other));

    [Fact]
    public async Task Function_KillsItsProcessEachTime_IsADeadLetterAndTheRestFinishes()
    {
        _function.Work = (number, _) => number == Bad && !_mended ? throw Die() : Task.FromResult(number);
        var poisoned = OneGraph.Sum("poison.sum", _function);
        await using var test = new TestHost(_store) { Slots = 4 };

        var deaths = await LiveAsync(test, [poisoned.Service(_function), _neighbour.Service(_other)], poisoned);

        Assert.Equal(MaxLosses, deaths);
        Assert.Equal(MaxLosses, _function.Starts[Bad]);
        await MendAsync(test, [poisoned.Service(_function), _neighbour.Service(_other)], poisoned);
        Assert.Equal(MaxLosses + 1, _function.Starts[Bad]);
    }

    [Fact]
    public async Task Step_KillsItsProcessEachTime_IsADeadLetterAndTheRestFinishes()
    {
        var poisoned = new OneGraph("poison.step", dag => dag.Inline("step", dag.Request, Rational.Parser, StepAsync));
        await using var test = new TestHost(_store);

        Assert.Equal(MaxLosses, await LiveAsync(test, [poisoned.Service(), _neighbour.Service(_other)], poisoned));
        await MendAsync(test, [poisoned.Service(), _neighbour.Service(_other)], poisoned, expected: 10);
    }

    /// <summary>Not the list as a whole, which is one step, but after some of its items are rows.</summary>
    [Fact]
    public async Task List_KillsItsProcessAfterAPage_IsADeadLetterAndTheRestFinishes()
    {
        var poisoned = new OneGraph("poison.list", dag => dag.Inline(
            "sum", dag.Map("map", dag.Request, _function.Reference, List), Rational.Parser,
            (all, _, _) => Task.FromResult<StepOutcome<Rational>>(OneGraph.Number(all.Count))));
        await using var test = new TestHost(_store);
        IReadOnlyList<Service> services = [poisoned.Service(_function), _neighbour.Service(_other)];

        Assert.Equal(MaxLosses, await LiveAsync(test, services, poisoned));
        await MendAsync(test, services, poisoned, expected: 600);

        IEnumerable<MapItem<Rational>> List(FrameRange range)
        {
            for (var number = 0; number < 600; number++)
            {
                if (number == 550 && !_mended)
                {
                    throw Die();
                }

                yield return new MapItem<Rational>(OneGraph.Number(number), "item", 1);
            }
        }
    }

    /// <summary>The function takes longer than the step needs to die: whenever both run, both are lost.</summary>
    [Fact]
    public async Task Step_KillsItsProcessEachTimeBesideALongFunction_SparesTheFunction()
    {
        var poisoned = new OneGraph("poison.step", dag => dag.Inline("step", dag.Request, Rational.Parser, async (range, context, token) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, token);
            return await StepAsync(range, context, token);
        }));
        _other.Work = async (number, token) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_other.Starts[number] < 3 ? 60_000 : 300), TimeProvider.System, token);
            return number;
        };
        await using var test = new TestHost(_store);

        Assert.Equal(MaxLosses, await LiveAsync(test, [poisoned.Service(), _neighbour.Service(_other)], poisoned));
        Assert.All(_other.Starts, starts => Assert.InRange(starts.Value, 1, 3));
    }

    private Task<StepOutcome<Rational>> StepAsync(FrameRange range, StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult<StepOutcome<Rational>>(_mended ? OneGraph.Number(10) : throw Die());

    /// <summary>From now on nothing is written any more.</summary>
    private TestDeathException Die()
    {
        _dead = true;
        _dying.TrySetResult();
        return new TestDeathException();
    }

    private void ThrowIfDead()
    {
        if (_dead)
        {
            throw new TestDeathException();
        }
    }

    /// <summary>Starts a host after each death until both runs have ended. Returns how many have died.</summary>
    private async Task<int> LiveAsync(TestHost test, IReadOnlyList<Service> services, OneGraph poisoned)
    {
        for (var deaths = 0; ; deaths++)
        {
            (_dying, _dead) = (new TaskCompletionSource(), false);
            var host = await test.StartAsync(services, _ => ThrowIfDead());
            var end = EndAsync(host, poisoned);
            if (await Task.WhenAny(_dying.Task, end) == end && !_dead)
            {
                Assert.Equal("work.lost", Assert.Single(Assert.IsType<RunEnd<Rational>.Failed>(await end).Failures).Code);
                Assert.Equal(0 + 1 + 2, await _neighbour.SucceedAsync(host, 0, 3));
                await host.DisposeAsync();
                return deaths;
            }

            await host.AbortAsync();
            await test.LetLeasesExpireAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => end);
        }
    }

    private async Task<RunEnd<Rational>> EndAsync(PlatformHost host, OneGraph poisoned)
    {
        await _neighbour.SubmitAsync(host, 0, 3);
        return await poisoned.RunAsync(host, 0, 5);
    }

    private async Task MendAsync(TestHost test, IReadOnlyList<Service> services, OneGraph poisoned, long expected = 0 + 1 + 2 + 3 + 4)
    {
        _mended = true;
        _dead = false;
        await using var host = await test.StartAsync(services);
        Assert.Equal(expected, await poisoned.RetryAsync(host));
    }

    private sealed class TestDeathException : Exception;
}
