using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Hosting;
using Rushes.Platform.Tests.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Tests.Scheduling;

public sealed class SqlitePreemptionTests() : PreemptionTests(StoreKind.Sqlite);

public sealed class PostgresPreemptionTests() : PreemptionTests(StoreKind.Postgres);

/// <summary>Both slots are busy with bulk work when express work comes. Each piece of work runs a tool for each of its pieces.</summary>
public abstract class PreemptionTests(StoreKind store)
{
    private const long OneShape = 1L << 30;
    private static readonly string[] Bulk = ["bulk-0", "bulk-1"];

    private readonly GatedTools _tools = new();

    [Fact]
    public async Task Express_SlotsAreBusy_RunsAtOnceWhileOneIsFrozenThatThenGoesOn()
    {
        await using var test = new TestHost(store) { Slots = 2, Tools = _tools };
        await using var host = await test.StartAsync(new OneFunction(MakeAsync).Services);
        var bulk = await StartBulkAsync(host, piece: 0);

        var express = await SubmitAsync(host, "express", PriorityClass.Express);
        await _tools.BegunAsync("express 0");
        Assert.Single(Bulk, name => _tools.Suspensions[$"{name} 0"].IsFrozen);
        await EndAsync(host, express, "express");

        await UntilAsync(() => !Bulk.Any(name => _tools.Suspensions[$"{name} 0"].IsFrozen));
        await EndAsync(host, bulk[0], Bulk[0]);
        await EndAsync(host, bulk[1], Bulk[1]);
        Assert.Equal(6, _tools.Runs.Count);
        Assert.Equal(6, _tools.Runs.Distinct().Count());
    }

    [Fact]
    public async Task Express_FrozenWorkWouldHoldTheMemory_TakesTheSlotOfOneThatRepeatsNoFinishedPiece()
    {
        await using var test = new TestHost(store) { Slots = 2, Memory = 2 * OneShape, Tools = _tools };
        await using var host = await test.StartAsync(new OneFunction(MakeAsync).Services);
        var bulk = await StartBulkAsync(host, piece: 0);
        foreach (var name in Bulk)
        {
            _tools.End($"{name} 0");
            await _tools.BegunAsync($"{name} 1");
        }

        var express = await SubmitAsync(host, "express", PriorityClass.Express);
        await _tools.BegunAsync("express 0");
        Assert.DoesNotContain(_tools.Suspensions.Values, suspension => suspension.IsFrozen);
        await EndAsync(host, express, "express");

        await EndAsync(host, bulk[0], Bulk[0]);
        await EndAsync(host, bulk[1], Bulk[1]);
        Assert.All(Bulk, name => Assert.Single(_tools.Runs, run => run == $"{name} 0"));
        Assert.Equal(3, _tools.Runs.Count(run => run.EndsWith(" 1", StringComparison.Ordinal) && run.StartsWith("bulk", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Priority_SlotsAreBusy_WaitsForThem()
    {
        await using var test = new TestHost(store) { Slots = 2, Tools = _tools };
        await using var host = await test.StartAsync(new OneFunction(MakeAsync).Services);
        var bulk = await StartBulkAsync(host, piece: 0);

        var priority = await SubmitAsync(host, "priority", PriorityClass.Priority);
        await EndAsync(host, bulk[0], Bulk[0]);
        await EndAsync(host, priority, "priority");

        Assert.Equal("priority 0", _tools.Runs.Single(run => run.StartsWith("priority 0", StringComparison.Ordinal)));
        Assert.True(_tools.Runs.ToList().IndexOf("bulk-0 1") < _tools.Runs.ToList().IndexOf("priority 0"));
        await EndAsync(host, bulk[1], Bulk[1]);
    }

    private static async Task<StepOutcome<ObjectRef>> MakeAsync(ObjectRef media, FunctionContext context, CancellationToken cancellationToken)
    {
        var last = media;
        for (var piece = 0; piece < 2; piece++)
        {
            if (await context.FindPieceAsync($"{piece}", null, cancellationToken) is { } known)
            {
                last = known;
                continue;
            }

            await context.Tools.RunAsync(new ToolInvocation("/tool", [$"{media.Uri} {piece}"]), cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(context.WorkFolder, "piece"), $"{media.Uri} {piece}", cancellationToken);
            last = await context.PublishPieceAsync($"{piece}", "piece", cancellationToken);
        }

        return last;
    }

    private async Task<string[]> StartBulkAsync(PlatformHost host, int piece)
    {
        List<string> runs = [];
        foreach (var name in Bulk)
        {
            runs.Add(await SubmitAsync(host, name, PriorityClass.Bulk));
            await _tools.BegunAsync($"{name} {piece}");
        }

        return [.. runs];
    }

    private static Task<string> SubmitAsync(PlatformHost host, string name, PriorityClass @class) =>
        OneFunction.SubmitAsync(host, new ObjectRef { Uri = name }, name, @class);

    private async Task EndAsync(PlatformHost host, string run, string name)
    {
        _tools.End($"{name} 0");
        _tools.End($"{name} 1");
        Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.WaitAsync(host, run));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(5, TestHost.Token);
        }
    }
}
