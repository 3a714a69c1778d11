using Rushes.Platform.Hosting;

namespace Rushes.Platform.Tests.Workflows;

public abstract class CancelTests(StoreKind store)
{
    [Fact]
    public async Task Cancel_WhileAFunctionOfACalledServiceRuns_StopsItAndEverythingElse()
    {
        var running = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        var counting = new Counting
        {
            OnTwice = async (_, _, token) =>
            {
                running.TrySetResult();
                token.Register(() => stopped.TrySetResult());
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return await Counting.Result(0);
            },
        };
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(counting.Services);
        var run = await TestHost.SubmitAsync(host, 0, 3);
        await running.Task;

        await host.CancelAsync(run, TestHost.Token);

        Assert.IsType<RunEnd<Contracts.Rational>.Cancelled>(await TestHost.WaitAsync(host, run));
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, TestHost.Token);
        var work = await host.SnapshotAsync(run, TestHost.Token);
        while (!work.All(one => one.State is WorkState.Done or WorkState.Cancelled))
        {
            // Calls are cancelled by letters.
            await Task.Delay(10, TestHost.Token);
            work = await host.SnapshotAsync(run, TestHost.Token);
        }

        Assert.Equal(WorkState.Cancelled, work.First(one => one.Workflow == "doubling.double").State);
    }

    [Fact]
    public async Task Cancel_EndedRun_LeavesItAsItIs()
    {
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(new Counting().Services);
        var run = await TestHost.SubmitAsync(host, 0, 3);
        await TestHost.WaitAsync(host, run);

        await host.CancelAsync(run, TestHost.Token);

        Assert.IsType<RunEnd<Contracts.Rational>.Succeeded>(await TestHost.WaitAsync(host, run));
    }

    [Fact]
    public async Task Cancel_UnknownRun_IsTheCallersBug()
    {
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(new Counting().Services);

        await Assert.ThrowsAsync<ArgumentException>(() => host.CancelAsync("none", TestHost.Token));
    }
}
