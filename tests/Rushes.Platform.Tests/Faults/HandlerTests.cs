using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Tests.Faults;

/// <summary>Handlers that do what they should not: the run ends with what was wrong, or gets over it.</summary>
public abstract class HandlerTests(StoreKind store)
{
    private readonly CountedFunction _function = new("fault.function");

    [Fact]
    public async Task Step_ReturnsMoreThanAMessageMayHave_FailsTheRunAndSaysWhatToDo()
    {
        var bytes = UnsafeByteOperations.UnsafeWrap(new byte[PayloadStore.LargestBytes + 1]);
        var graph = new OneGraph("fault.large", dag =>
        {
            var large = dag.Inline("large", dag.Request, ObjectRef.Parser, (_, _, _) => Task.FromResult<StepOutcome<ObjectRef>>(new ObjectRef { Digest = bytes }));
            return dag.Inline("end", large, Rational.Parser, (_, _, _) => Task.FromResult<StepOutcome<Rational>>(OneGraph.Number(0)));
        });
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync([graph.Service()]);

        var failure = Assert.Single(await graph.FailAsync(host));

        Assert.Equal(("work.result", FailureCategory.Configuration), (failure.Code, failure.Category));
        Assert.Contains("ObjectRef", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Remedy);
        Assert.Empty(Directory.EnumerateFiles(test.Objects, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(600)] // A page of items is written by then.
    public async Task List_ThrowsWhileItIsMade_FailsTheRunAndGoesOnWhenMended(int after)
    {
        var mended = false;
        var graph = new OneGraph("fault.list", dag => dag.Inline(
            "count", dag.Map("map", dag.Request, _function.Reference, List), Rational.Parser,
            (all, _, _) => Task.FromResult<StepOutcome<Rational>>(OneGraph.Number(all.Count))));
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync([graph.Service(_function)]);

        var failure = Assert.Single(await graph.FailAsync(host));
        mended = true;

        Assert.Equal(("internal.unexpected", "System.FormatException: broken"), (failure.Code, failure.Message));
        Assert.Equal(after + 1, await graph.RetryAsync(host));
        Assert.Equal(after + 1, _function.Starts.Count);

        IEnumerable<MapItem<Rational>> List(FrameRange range)
        {
            for (var number = 0; number < after; number++)
            {
                yield return new MapItem<Rational>(OneGraph.Number(number), "item", 1);
            }

            yield return mended ? new MapItem<Rational>(OneGraph.Number(after), "last", 1) : throw new FormatException("broken");
        }
    }

    [Fact]
    public async Task Collated_OneFailsInTheMiddle_WhatIsDoneIsNotDoneAgain()
    {
        _function.Work = (number, _) => number == 2 && _function.Starts[2] < 3 ? throw new FormatException("broken") : Task.FromResult(number);
        var graph = OneGraph.Sum("fault.collated", _function, collatedWeight: 5);
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync([graph.Service(_function)]);

        Assert.Equal(10, await graph.SucceedAsync(host, 0, 5));

        Assert.Equal([1, 1, 3, 1, 1], Enumerable.Range(0, 5).Select(number => _function.Starts[number]));
        using var sql = await test.OpenSessionAsync();
        Assert.Equal(1L, sql.Scalar($"SELECT count(*) FROM message WHERE type = '{RunFunction.Descriptor.FullName}'"));
    }

    [Fact]
    public async Task Collated_OneFailsForGood_GoesOnFromThereWhenTriedAgain()
    {
        var mended = false;
        _function.Work = (number, _) => number == 2 && !mended ? throw new FormatException("broken") : Task.FromResult(number);
        var graph = OneGraph.Sum("fault.collated", _function, collatedWeight: 5);
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync([graph.Service(_function)]);

        Assert.Single(await graph.FailAsync(host, 0, 5));
        mended = true;

        Assert.Equal(10, await graph.RetryAsync(host));
        Assert.Equal([1, 1, 4, 1, 1], Enumerable.Range(0, 5).Select(number => _function.Starts[number]));
    }

    [Fact]
    public async Task Function_HangsAtFirst_IsStoppedByItsWallLimitAndTriedAgain()
    {
        var function = new CountedFunction("fault.hanging") { Wall = TimeSpan.FromMilliseconds(500) };
        function.Work = async (number, token) =>
        {
            await (function.Starts[number] == 1 ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token) : Task.CompletedTask);
            return number;
        };
        var graph = OneGraph.Sum("fault.hang", function);
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync([graph.Service(function)]);

        Assert.Equal(0 + 1 + 2, await graph.SucceedAsync(host, 0, 3));
        Assert.All(function.Starts, starts => Assert.InRange(starts.Value, 2, 3));
    }
}
