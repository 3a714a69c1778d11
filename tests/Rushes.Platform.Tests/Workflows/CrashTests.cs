using Rushes.Contracts;
using Rushes.Platform.Hosting;

namespace Rushes.Platform.Tests.Workflows;

/// <summary>A host that dies right after any of its statements, and another that goes on where it was.</summary>
public abstract class CrashTests(StoreKind store)
{
    private const long From = 2;
    private const long To = 5;

    [Fact]
    public async Task Crash_AfterEachStatement_IsResumedWithTheSameResultAndNothingDoneTwice()
    {
        var crashes = await Crash.AfterEachAsync(CrashAfterAsync);

        Assert.InRange(crashes, 50, 999);
    }

    /// <summary>So many are enough for a start, which looks for what is left behind, and for the longest step after it.</summary>
    [Theory]
    [InlineData(120)]
    [InlineData(151)]
    public async Task Crash_AgainAndAgain_GetsThereInTheEnd(int statementsEach)
    {
        var counting = new Counting();
        await using var test = new TestHost(store) { MaxLosses = 1000 };
        for (var start = 0; start < 200; start++)
        {
            if (await RunUntilCrashAsync(test, counting, statementsEach, each: true) is { } result)
            {
                Assert.Equal(Counting.Expected(From, To), result);
                return;
            }
        }

        Assert.Fail("It never got there.");
    }

    /// <summary>False when there was no such statement.</summary>
    private async Task<bool> CrashAfterAsync(int last)
    {
        var counting = new Counting();
        await using var test = new TestHost(store) { Slots = 2, MaxLosses = 1000 };
        var result = await RunUntilCrashAsync(test, counting, last);
        var crashed = result is null;
        var finished = await Crash.FinishedFunctionsAsync(test);
        var before = counting.Starts.ToDictionary();

        result ??= await RunUntilCrashAsync(test, counting, int.MaxValue);

        Assert.Equal(Counting.Expected(From, To), result);
        Assert.All(finished, function => Assert.Equal(before[function], counting.Starts[function]));
        Assert.All(counting.Starts, starts => Assert.InRange(starts.Value, 1, 2));
        Assert.True(counting.Starts.Values.Count(starts => starts > 1) <= test.Slots, $"Too much was done twice after commit {last}.");
        return crashed;
    }

    /// <summary>The result, or null when the host died before.</summary>
    private static Task<long?> RunUntilCrashAsync(TestHost test, Counting counting, int statements, bool each = false) => Crash.RunUntilAsync(
        test, counting.Services, statements,
        async host => Assert.IsType<RunEnd<Rational>.Succeeded>(await TestHost.RunAsync(host, From, To)).Response.Numerator, each);
}
