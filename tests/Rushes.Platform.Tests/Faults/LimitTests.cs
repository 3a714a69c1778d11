using Rushes.Contracts;
using Rushes.Platform.Hosting;

namespace Rushes.Platform.Tests.Faults;

/// <summary>Time limits of nodes and runs.</summary>
public abstract class LimitTests(StoreKind store)
{
    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    private readonly CountedFunction _function = new("limit.function");
    private readonly CountedFunction _other = new("other.function");
    private TaskCompletionSource _running = new();
    private TaskCompletionSource _stopped = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Limit_HasPassed_EndsTheRunAndWhatRuns_AndARetryHasANewOne(bool ofTheNode)
    {
        var mended = false;
        _function.Work = async (number, token) =>
        {
            await (mended ? Task.CompletedTask : HangAsync(token));
            return number;
        };
        var graph = ofTheNode
            ? OneGraph.Sum("limit.sum", _function, limit: Limit)
            : new OneGraph("limit.sum", dag => dag.Function("map", dag.Request, _function.Reference, OneGraph.First), Limit);
        var other = OneGraph.Sum("other.sum", _other);
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync([graph.Service(_function), other.Service(_other)]);
        var run = await graph.SubmitAsync(host, 7, 8);

        await BecomeOverdueAsync(test, host, graph, run, other);
        (_running, _stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        Assert.True(await host.RetryAsync(run, TestHost.Token));
        await BecomeOverdueAsync(test, host, graph, run, other);

        mended = true;
        Assert.Equal(7, await graph.RetryAsync(host));
        Assert.Equal(3, _function.Starts[7]);
    }

    private async Task HangAsync(CancellationToken cancellationToken)
    {
        _running.SetResult();
        cancellationToken.Register(_stopped.SetResult);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    private async Task BecomeOverdueAsync(TestHost test, PlatformHost host, OneGraph graph, string run, OneGraph other)
    {
        await _running.Task.WaitAsync(TestHost.Token);
        using (var sql = await test.OpenSessionAsync())
        {
            Assert.Equal(1, sql.Execute("UPDATE message SET not_before = 0 WHERE state = 'delayed'"));
        }

        // A step of another run, because nobody has told the taker of steps.
        await other.SucceedAsync(host, request: $"{_function.Starts[7]}");
        var failure = Assert.Single(Assert.IsType<RunEnd<Rational>.Failed>(await graph.WaitAsync(host, run)).Failures);
        Assert.Equal(("workflow.overdue", FailureCategory.Transient), (failure.Code, failure.Category));
        Assert.NotEmpty(failure.Remedy);
        await _stopped.Task.WaitAsync(TestHost.Token);
    }
}
