using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Tests.Faults;

/// <summary>A run goes on under the versions it was started with, or not at all.</summary>
public abstract class VersionTests(StoreKind store)
{
    private const string Name = "versions.sum";

    private readonly CountedFunction _function = new("versions.function");
    private readonly TaskCompletionSource _running = new();
    private bool _hangs = true;

    [Fact]
    public async Task Start_LiveRunNeedsAnotherWorkflowAndAnotherFunction_NamesBoth()
    {
        await using var test = new TestHost(store);
        await HangAsync(test);
        var newer = new CountedFunction("versions.function") { Version = "2.0.0" };

        var refusal = await Assert.ThrowsAsync<MissingVersionsException>(
            () => test.StartAsync([OneGraph.Sum(Name, newer, version: 2).Service(newer)]));

        Assert.Equal([$"workflow {Name} version 1", "function versions.function@1.0.0"], refusal.Missing);
        Assert.All(refusal.Missing, missing => Assert.Contains(missing, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_EarlierWorkflowIsThere_TheOldRunEndsUnderItAndNewOnesUnderTheNewOne()
    {
        await using var test = new TestHost(store);
        await HangAsync(test);
        _hangs = false;
        var newer = Newer();

        await using var host = await test.StartAsync([newer.Service(_function) with { EarlierWorkflows = [Older.Graph] }]);

        Assert.Equal(5, await newer.SucceedAsync(host, 5, 6));
        Assert.Equal(1005, await newer.SucceedAsync(host, 5, 6, "another"));
        using var sql = await test.OpenSessionAsync();
        Assert.Equal([1L, 2L], sql.Query("SELECT workflow_version FROM run ORDER BY workflow_version", row => row.GetInt64(0)));
    }

    [Fact]
    public async Task Retry_RunWasBegunByOtherBuilds_IsRefusedUntilTheyAreThere()
    {
        _function.Work = (_, _) => throw new FormatException("broken");
        await using var test = new TestHost(store);
        await using (var host = await test.StartAsync([Older.Service(_function)]))
        {
            await Older.FailAsync(host, 5, 6);
        }

        var newer = Newer();
        _function.Work = (number, _) => Task.FromResult(number);
        await using (var host = await test.StartAsync([newer.Service(_function)]))
        {
            var run = await newer.SubmitAsync(host, 5, 6);
            var refusal = await Assert.ThrowsAsync<MissingVersionsException>(() => host.RetryAsync(run, TestHost.Token));
            Assert.Equal([$"workflow {Name} version 1"], refusal.Missing);
            Assert.IsType<RunEnd<Rational>.Failed>(await newer.WaitAsync(host, run));
        }

        await using var again = await test.StartAsync([newer.Service(_function) with { EarlierWorkflows = [Older.Graph] }]);
        Assert.Equal(5, await newer.RetryAsync(again));
    }

    private OneGraph Older => field ??= OneGraph.Sum(Name, _function);

    private OneGraph Newer() => new(
        Name,
        dag =>
        {
            var map = dag.Map("map", dag.Request, _function.Reference, OneGraph.Items);
            return dag.Inline("add", map, Rational.Parser, (all, _, _) => Task.FromResult<StepOutcome<Rational>>(OneGraph.Number(1000 + all.Sum(one => one.Numerator))));
        },
        version: 2);

    private async Task HangAsync(TestHost test)
    {
        _function.Work = async (number, token) =>
        {
            _running.TrySetResult();
            await (_hangs ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token) : Task.CompletedTask);
            return number;
        };
        await using var host = await test.StartAsync([Older.Service(_function)]);
        await Older.SubmitAsync(host, 5, 6);
        await _running.Task;
    }
}
