using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Hosting;
using Rushes.Platform.Tests.Functions;
using Rushes.Platform.Tests.Hosting;

namespace Rushes.Platform.Tests.Workflows;

public abstract class RetryTests(StoreKind store)
{
    private const long Sum = 4 + 9 + 16;

    private readonly FaultyWorld _world = new();

    [Fact]
    public async Task Retry_MapWithAFailedItem_RunsThatItemAndWhatFollowsOnly()
    {
        // One at a time, in order: 2 and 3 are done before 4 fails.
        _world.FailingSquares.Add(4);
        await using var test = new TestHost(store) { Slots = 1 };
        await using var host = await test.StartAsync(_world.Services);
        var run = await FaultyWorld.FailAsync(host);
        _world.Mend();

        Assert.Equal(FaultyWorld.Expected, await FaultyWorld.RetryAsync(host, run));

        Assert.Equal([1, 1, 2], new long[] { 2, 3, 4 }.Select(number => _world.Starts("numbers.square", number)));
        Assert.Equal(1, _world.Starts("doubling.twice", Sum));
        Assert.All(await host.SnapshotAsync(run, TestHost.Token), work => Assert.Equal(WorkState.Done, work.State));
    }

    [Fact]
    public async Task Retry_FailureInACallOfACall_KeepsWhatEveryRunHasDone()
    {
        _world.TwiceFails = true;
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(_world.Services);
        var run = await FaultyWorld.FailAsync(host);
        var runs = (await RunsAsync(test));
        _world.Mend();

        Assert.Equal(FaultyWorld.Expected, await FaultyWorld.RetryAsync(host, run));

        Assert.All(_world.StartedSquares, square => Assert.Equal(1, _world.Counting.Starts[square]));
        Assert.InRange(_world.Starts("doubling.twice", Sum), 1, 2);
        Assert.Subset((await RunsAsync(test)), runs);
        Assert.Equal(5, (await RunsAsync(test)).Count);
    }

    [Fact]
    public async Task Retry_RefusedCall_IsPlacedAgain()
    {
        _world.Counting.Refused.Add(Sum);
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(_world.Services);
        var run = await FaultyWorld.FailAsync(host);
        _world.Counting.Refused.Clear();

        Assert.Equal(FaultyWorld.Expected, await FaultyWorld.RetryAsync(host, run));
    }

    [Fact]
    public async Task Retry_AfterAllAttempts_HasAsManyAgain()
    {
        _world.FailingSquares.Add(3);
        _world.Category = FailureCategory.Transient;
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(_world.Services);
        var run = await FaultyWorld.FailAsync(host);
        Assert.Equal(3, _world.Starts("numbers.square", 3));

        Assert.True(await host.RetryAsync(run, TestHost.Token));

        var failure = Assert.Single(Assert.IsType<RunEnd<Rational>.Failed>(await FaultyWorld.WaitAsync(host, run)).Failures);
        Assert.Equal(3, failure.Place.Frame);
        Assert.Equal(6, _world.Starts("numbers.square", 3));
    }

    [Fact]
    public async Task Retry_Twice_ReportsOnlyTheLastFailuresAndSucceedsInTheEnd()
    {
        _world.FailingSquares.Add(4);
        await using var test = new TestHost(store) { Slots = 1 };
        await using var host = await test.StartAsync(_world.Services);
        var run = await FaultyWorld.FailAsync(host);
        _world.Mend();
        _world.TwiceFails = true;

        Assert.True(await host.RetryAsync(run, TestHost.Token));
        var failures = Assert.IsType<RunEnd<Rational>.Failed>(await FaultyWorld.WaitAsync(host, run)).Failures;
        _world.Mend();

        Assert.DoesNotContain(failures, failure => failure.Place.Frame == 4);
        Assert.Equal(FaultyWorld.Expected, await FaultyWorld.RetryAsync(host, run));
        Assert.Equal(2, _world.Starts("numbers.square", 4));
    }

    [Fact]
    public async Task Retry_CancelledRun_GoesOnWhereItWas()
    {
        // A retry that overtakes the letters of the cancellation finds the calls under way, and leaves them so.
        var (running, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var counting = new Counting
        {
            OnTwice = async (number, _, token) =>
            {
                running.TrySetResult();
                await goOn.Task.WaitAsync(token);
                return await Counting.Result(number.Numerator * 2);
            },
        };
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(counting.Services);
        var run = await TestHost.SubmitAsync(host, FaultyWorld.From, FaultyWorld.To);
        await running.Task;
        await host.CancelAsync(run, TestHost.Token);

        Assert.True(await host.RetryAsync(run, TestHost.Token));
        goOn.SetResult();

        var end = Assert.IsType<RunEnd<Rational>.Succeeded>(await TestHost.WaitAsync(host, run));
        Assert.Equal(FaultyWorld.Expected, end.Response.Numerator);
        Assert.All(counting.Starts.Where(starts => starts.Key.StartsWith("numbers.", StringComparison.Ordinal)), starts => Assert.Equal(1, starts.Value));
    }

    [Fact]
    public async Task Retry_CallThatEndedWhenItsCallerCouldNotHear_IsHeardThen()
    {
        var calling = new TaskCompletionSource();
        var fails = true;
        var counting = new Counting
        {
            OnTwice = async (number, _, token) =>
            {
                if (number.Numerator == Sum && fails)
                {
                    calling.SetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                }

                await calling.Task.WaitAsync(token);
                return await (fails ? Counting.Fail(FailureCategory.Configuration, 0) : Counting.Result(number.Numerator * 2));
            },
        };
        await using var test = new TestHost(store);
        string run;
        await using (var host = await test.StartAsync(counting.Services))
        {
            run = await TestHost.SubmitAsync(host, FaultyWorld.From, FaultyWorld.To);
            Assert.IsType<RunEnd<Rational>.Failed>(await TestHost.WaitAsync(host, run));
        }

        await FinishCallOfDoubleAsync(test);
        fails = false;
        await using var again = await test.StartAsync(counting.Services);
        Assert.True(await again.RetryAsync(run, TestHost.Token));

        var end = Assert.IsType<RunEnd<Rational>.Succeeded>(await TestHost.WaitAsync(again, run));
        Assert.Equal(FaultyWorld.Expected, end.Response.Numerator);
        Assert.Equal(1, counting.Starts[$"doubling.twice {Sum}"]);
    }

    [Fact]
    public async Task Retry_AfterReopeningTheDatabase_KeepsResultsAndTheirObjects()
    {
        await using var test = new TestHost(store);
        var fails = true;
        var function = new TwoFunctions(() => fails);
        string run;
        await using (var host = await test.StartAsync(function.Services))
        {
            run = await TwoFunctions.SubmitAsync(host);
            Assert.IsType<RunEnd<ObjectRef>.Failed>(await TwoFunctions.WaitAsync(host, run));
        }

        fails = false;
        await using var again = await test.StartAsync(function.Services);
        Assert.True(await again.RetryAsync(run, TestHost.Token));

        var kept = Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await TwoFunctions.WaitAsync(again, run)).Response;
        Assert.Equal("text", await File.ReadAllTextAsync(new Uri(kept.Uri).LocalPath, TestHost.Token));
        Assert.Equal(1, function.Made);
        await test.SweepAsync(); // The host's own goes on beside the run.
        Assert.Equal([new AttemptKey(run, "make", 0, 1).Prefix + "object"], await test.KeysAsync());
    }

    [Fact]
    public async Task Retry_RunThatSucceeded_ChangesNothingAndSaysSo()
    {
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(_world.Services);
        var run = await FaultyWorld.SubmitAsync(host);
        await FaultyWorld.WaitAsync(host, run);

        Assert.False(await host.RetryAsync(run, TestHost.Token));
        Assert.IsType<RunEnd<Rational>.Succeeded>(await FaultyWorld.WaitAsync(host, run));
    }

    [Fact]
    public async Task Retry_RunUnderWay_ChangesNothingAndSaysSo()
    {
        var running = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(new OneFunction(async (media, _, token) =>
        {
            running.SetResult();
            await goOn.Task.WaitAsync(token);
            return media;
        }).Services);
        var run = await OneFunction.SubmitAsync(host);
        await running.Task;

        Assert.False(await host.RetryAsync(run, TestHost.Token));
        goOn.SetResult();
        Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.WaitAsync(host, run));
    }

    [Fact]
    public async Task Retry_UnknownOrCalledRun_IsTheCallersBug()
    {
        _world.TwiceFails = true;
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(_world.Services);
        var run = await FaultyWorld.FailAsync(host);
        var called = (await RunsAsync(test)).First(one => one != run);

        await Assert.ThrowsAsync<ArgumentException>(() => host.RetryAsync("none", TestHost.Token));
        await Assert.ThrowsAsync<ArgumentException>(() => host.RetryAsync(called, TestHost.Token));
    }

    /// <summary>As if the call had ended well in the moment in which its caller failed.</summary>
    private static async Task FinishCallOfDoubleAsync(TestHost test)
    {
        using var sql = await test.OpenSessionAsync();
        var call = sql.Scalar("SELECT id FROM call WHERE node = 'double'");
        var result = new Rational { Numerator = 2 * Sum, Denominator = 1 }.ToByteArray();
        sql.Execute("UPDATE run SET state = 'done', response = @response WHERE id = @id", ("response", result), ("id", call));
        sql.Execute("UPDATE item SET state = 'done', result = @result WHERE run_id = @id", ("result", result), ("id", call));
        sql.Execute("UPDATE node SET state = 'done' WHERE run_id = @id", ("id", call));
        sql.Execute("UPDATE message SET state = 'done' WHERE scope = @id", ("id", call));
    }

    private static async Task<HashSet<string>> RunsAsync(TestHost test)
    {
        using var sql = await test.OpenSessionAsync();
        return [.. sql.Query("SELECT id FROM run", row => row.GetString(0))];
    }
}
