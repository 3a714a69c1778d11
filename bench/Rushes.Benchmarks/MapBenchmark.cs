using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;
using Rushes.Storage.Local;
using Rushes.Tools.Execution;
using Spectre.Console;

namespace Rushes.Benchmarks;

/// <summary>What an item of a map costs beside its work: a run with a map of functions that return at once, from submission to end.</summary>
internal static class MapBenchmark
{
    private const int Slots = 4;

    private static readonly (int Items, int Runs)[] Sizes = [(10, 20), (100, 5), (1_000, 1), (10_000, 1)];

    private static readonly Method<FrameRange, Rational> Count = new("bench.v1.Numbers/Count", FrameRange.Parser, Rational.Parser);
    private static readonly FunctionReference<Rational, Rational> Same = new("numbers.same", Rational.Parser, Rational.Parser);

    private static readonly Dag<FrameRange, Rational> Graph = Dag.Define<FrameRange, Rational>("numbers.count", 1, FrameRange.Parser, graph =>
    {
        var numbers = graph.Map("same", graph.Request, Same, range => Enumerable.Range(0, (int)range.To).Select(
            number => new MapItem<Rational>(new Rational { Numerator = number, Denominator = 1 }, $"number {number}", 1)));
        return graph.Inline("count", numbers, Rational.Parser, (all, _, _) => Task.FromResult<StepOutcome<Rational>>(
            new Rational { Numerator = all.Count, Denominator = 1 }));
    });

    private static readonly FunctionManifest Manifest = FunctionManifestReader.Parse(
        """
        name: numbers.same
        version: 1.0.0
        shapes: {small: {cores: 1, memory: 1MiB, disk: 1MiB, network: 1Mbps} }
        routes: [{shape: small}]
        limits: {wall: 60s, stall: 60s, output: 1MiB}
        """, "numbers.same");

    public static async Task RunAsync(int rounds)
    {
        var table = new Table { Title = new TableTitle($"Cost of an item in ms, {Slots} slots, median of {rounds} (lowest to highest)") };
        table.AddColumns(["", .. Sizes.Select(size => $"{size.Items} items")]);
        table.AddColumn($"{Sizes[^1].Items} to {Sizes[0].Items}");
        foreach (var server in BenchmarkStore.Servers)
        {
            await using var store = await BenchmarkStore.CreateAsync(server);
            var costs = await MeasureAsync(store, rounds);
            table.AddRow(
            [
                store.Name, .. Sizes.Select(size => costs[size.Items]).Select(cost => $"{cost.Median():F2} ({cost.Min():F2} to {cost.Max():F2})"),
                $"{costs[Sizes[^1].Items].Zip(costs[Sizes[0].Items], (large, small) => large / small).Median():F2}",
            ]);
        }

        AnsiConsole.Write(table);
    }

    private static async Task<Dictionary<int, List<double>>> MeasureAsync(BenchmarkStore store, int rounds)
    {
        var service = new Service(
            "numbers", [ApiMethod.Define(Count, _ => [], range => range, Graph)],
            [FunctionRegistration.Create(Same, Manifest, (number, _, _) => Task.FromResult<StepOutcome<Rational>>(number))]);
        await using var host = await PlatformHost.StartAsync(
            new PlatformOptions { Database = store.Location, ScratchFolder = Path.Combine(store.Folder, "scratch"), Slots = Slots },
            [service], new LocalObjectStore(Path.Combine(store.Folder, "objects"), []), new ToolRunner(TimeProvider.System), TimeProvider.System,
            NullLoggerFactory.Instance, CancellationToken.None);
        var costs = Sizes.ToDictionary(size => size.Items, _ => new List<double>());
        await MeasureAsync(host, 1_000, 1);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (items, runs) in Sizes)
            {
                costs[items].Add(await MeasureAsync(host, items, runs));
            }
        }

        return costs;
    }

    /// <summary>Milliseconds for each item, one run after the other.</summary>
    private static async Task<double> MeasureAsync(PlatformHost host, int items, int runs)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < runs; i++)
        {
            var submission = await host.SubmitAsync(Count, new FrameRange { To = items }, Guid.NewGuid().ToString(), new Priority(), CancellationToken.None);
            var end = await host.WaitAsync(Count, ((Submission.Accepted)submission).RunId, CancellationToken.None);
            if (end is not RunEnd<Rational>.Succeeded { Response.Numerator: var counted } || counted != items)
            {
                throw new InvalidOperationException($"The run ended with {end}.");
            }
        }

        return clock.Elapsed.TotalMilliseconds / runs / items;
    }
}
