using Rushes.Contracts;
using Rushes.Platform.Hosting;

namespace Rushes.Platform.Tests.Workflows;

/// <summary>A host that dies right after any statement of a run that is tried again, and another that goes on.</summary>
public abstract class RetryCrashTests(StoreKind store)
{
    [Fact]
    public async Task Crash_AfterEachStatementOfARetriedRun_IsResumedAndNothingIsDoneTwice()
    {
        var crashes = await Crash.AfterEachAsync(CrashAfterAsync);

        Assert.InRange(crashes, 50, 999);
    }

    /// <summary>False when there was no such statement.</summary>
    private async Task<bool> CrashAfterAsync(int last)
    {
        var world = new FaultyWorld { TwiceFails = true };
        await using var test = new TestHost(store) { Slots = 2, MaxLosses = 1000 };
        await using (var host = await test.StartAsync(world.Services))
        {
            await FaultyWorld.FailAsync(host);
        }

        var kept = await Crash.FinishedFunctionsAsync(test);
        world.Mend();
        var result = await Crash.RunUntilAsync(test, world.Services, last, GoOnAsync);
        var crashed = result is null;
        var finished = await Crash.FinishedFunctionsAsync(test);
        var before = world.Counting.Starts.ToDictionary();

        result ??= await Crash.RunUntilAsync(test, world.Services, long.MaxValue, GoOnAsync);

        Assert.Equal(FaultyWorld.Expected, result);
        Assert.Subset(finished.ToHashSet(), kept.ToHashSet());
        Assert.All(finished, function => Assert.Equal(before[function], world.Counting.Starts[function]));
        Assert.All(world.StartedSquares, square => Assert.Equal(1, world.Counting.Starts[square]));
        return crashed;
    }

    /// <summary>What the program does at each start: the retry itself may or may not have been committed.</summary>
    private static async Task<long> GoOnAsync(PlatformHost host)
    {
        var run = await FaultyWorld.SubmitAsync(host);
        await host.RetryAsync(run, TestHost.Token);
        return Assert.IsType<RunEnd<Rational>.Succeeded>(await FaultyWorld.WaitAsync(host, run)).Response.Numerator;
    }
}
