using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Tests.Workflows;

public abstract class DagTests(StoreKind store)
{
    private readonly Counting _counting = new();

    [Theory]
    [InlineData(3, 4)]
    [InlineData(1, 11)]
    [InlineData(0, 1000)]
    public async Task Run_ChainMapReduceCallAndMapOfCalls_GivesTheResult(long from, long to)
    {
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(_counting.Services);

        var end = await TestHost.RunAsync(host, from, to);

        Assert.Equal(Counting.Expected(from, to), Succeeded(end));
        Assert.All(_counting.Starts, starts => Assert.Equal(1, starts.Value));
    }

    [Fact]
    public async Task Run_MapOfNothing_ReducesAnEmptyList()
    {
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(_counting.Services);

        var run = await TestHost.SubmitAsync(host, 5, 5);
        var end = await TestHost.WaitAsync(host, run);

        Assert.Equal(1, Succeeded(end));
        Assert.DoesNotContain(_counting.Starts, starts => starts.Key.StartsWith("numbers.square", StringComparison.Ordinal));
        Assert.Equal(WorkState.Done, Assert.Single(await host.SnapshotAsync(run, TestHost.Token), work => work.Node == "square").State);
    }

    [Fact]
    public async Task Run_ItemFailsTransiently_IsTriedAgainAndSucceeds()
    {
        _counting.OnSquare = (number, context, token) => number.Numerator == 2 && _counting.Starts["numbers.square 2"] < 3
            ? Counting.Fail(FailureCategory.Transient, 2)
            : Counting.Result(number.Numerator * number.Numerator);
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(_counting.Services);

        var run = await TestHost.SubmitAsync(host, 0, 4);
        var end = await TestHost.WaitAsync(host, run);

        Assert.Equal(Counting.Expected(0, 4), Succeeded(end));
        Assert.Equal([1, 1, 3, 1], (await host.SnapshotAsync(run, TestHost.Token)).Where(work => work.Node == "square").Select(work => work.Attempts));
    }

    [Fact]
    public async Task Run_ItemRefusesItsInput_EndsTheRunWithTheFailureAndItsPlace()
    {
        _counting.OnSquare = (number, _, _) => number.Numerator == 7 ? Counting.Fail(FailureCategory.Input, 7) : Counting.Result(0);
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(_counting.Services);

        var run = await TestHost.SubmitAsync(host, 0, 10);
        var failures = Failed(await TestHost.WaitAsync(host, run));

        Assert.Equal(("test.failure", 7), (Assert.Single(failures).Code, failures[0].Place.Frame));
        Assert.Equal(1, _counting.Starts["numbers.square 7"]);
        Assert.Equal(WorkState.Failed, (await host.SnapshotAsync(run, TestHost.Token)).Single(work => work is { Node: "square", Item: 7 }).State);
        Assert.Equal(WorkState.Cancelled, (await host.SnapshotAsync(run, TestHost.Token)).Single(work => work.Node == "sum").State);
    }

    [Fact]
    public async Task Run_FunctionThrows_IsTriedAFewTimesAndNamesTheException()
    {
        _counting.OnSquare = (_, _, _) => throw new FormatException("broken");
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(_counting.Services);

        var failure = Assert.Single(Failed(await TestHost.RunAsync(host, 1, 2)));

        Assert.Equal(("internal.unexpected", FailureCategory.Internal), (failure.Code, failure.Category));
        Assert.Equal("System.FormatException: broken", failure.Message);
        Assert.Equal(3, _counting.Starts["numbers.square 1"]);
    }

    [Fact]
    public async Task Run_FunctionFailsWithoutAFailure_IsADefectThatIsNamed()
    {
        _counting.OnSquare = (_, _, _) => Task.FromResult<StepOutcome<Rational>>(new FailureList());
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(_counting.Services);

        Assert.Equal("internal.unexpected", Assert.Single(Failed(await TestHost.RunAsync(host, 1, 2))).Code);
    }

    [Fact]
    public async Task Run_FailsWhileOthersWaitForRetry_KeepsTheirFailuresToo()
    {
        var goOn = new TaskCompletionSource();
        _counting.OnSquare = async (number, _, token) =>
        {
            if (number.Numerator == 1)
            {
                return await Counting.Fail(FailureCategory.Capacity, 1);
            }

            await goOn.Task.WaitAsync(token);
            return await Counting.Fail(FailureCategory.Input, 0);
        };
        await using var test = new TestHost(store) { Backoff = TimeSpan.FromHours(1) };
        await using var host = await test.StartAsync(_counting.Services);
        var run = await TestHost.SubmitAsync(host, 0, 2);
        while (!(await host.SnapshotAsync(run, TestHost.Token)).Any(work => work is { Node: "square", Item: 1, State: WorkState.Waiting, Attempts: 1 }))
        {
            TestHost.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        goOn.SetResult();

        Assert.Equal([0, 1], Failed(await TestHost.WaitAsync(host, run)).Select(failure => failure.Place.Frame));
    }

    [Fact]
    public async Task Run_CallIsRefused_FailsWithTheCalleesFailures()
    {
        _counting.Refused.Add(Squares(0, 4));
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(_counting.Services);

        var failure = Assert.Single(Failed(await TestHost.RunAsync(host, 0, 4)));

        Assert.Equal(("test.refused", "number"), (failure.Code, failure.Place.Option));
    }

    [Fact]
    public async Task Run_CalleeFails_FailsWithTheCalleesFailures()
    {
        _counting.OnTwice = (_, _, _) => Counting.Fail(FailureCategory.Configuration, 42);
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(_counting.Services);

        Assert.Equal(42, Assert.Single(Failed(await TestHost.RunAsync(host, 0, 4))).Place.Frame);
    }

    [Fact]
    public async Task Run_ResultIsTooLargeForARow_GoesThroughTheStore()
    {
        var graph = Dag.Define<FrameRange, Finding>("big.big", 1, FrameRange.Parser, dag => dag.Inline(
            "big", dag.Request, Finding.Parser,
            (_, _, _) => Task.FromResult<StepOutcome<Finding>>(new Finding { Code = new string('x', 70_000) })));
        var method = new Method<FrameRange, Finding>("test.v1.Big/Big", FrameRange.Parser, Finding.Parser);
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(
            [new("big", [ApiMethod.Define(method, _ => [], range => range, graph)], [])]);
        var run = Assert.IsType<Submission.Accepted>(await host.SubmitAsync(method, new FrameRange(), "request", new Priority(), TestHost.Token)).RunId;

        var succeeded = Assert.IsType<RunEnd<Finding>.Succeeded>(await host.WaitAsync(method, run, TestHost.Token));

        Assert.Equal(70_000, succeeded.Response.Code.Length);
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(test.Objects, "runs", run, "payloads")));
    }

    private static long Squares(int from, int to) => Enumerable.Range(from, to - from).Sum(n => n * n);

    private static long Succeeded(RunEnd<Rational> end) => Assert.IsType<RunEnd<Rational>.Succeeded>(end).Response.Numerator;

    private static IReadOnlyList<Failure> Failed(RunEnd<Rational> end) => Assert.IsType<RunEnd<Rational>.Failed>(end).Failures;
}
