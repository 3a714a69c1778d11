using System.Diagnostics;
using System.Globalization;
using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;
using Rushes.Tools.Execution;

namespace Rushes.Benchmarks;

/// <summary>The service of the fleet benchmark: one function, which server and workers know.</summary>
internal static class FleetWork
{
    /// <summary>A request that answers when its function began, by the clock that all processes of the machine share.</summary>
    public const long Express = 0;

    /// <summary>This and the numbers above it: a request that runs a tool without end.</summary>
    public const long Bulk = 1;

    /// <summary>Of each bulk request, beside the folder of its worker: its tool is about to start.</summary>
    public const string BusyFiles = "busy-*";

    public static readonly Method<Rational, Rational> Run = new("bench.v1.Fleet/Run", Rational.Parser, Rational.Parser);

    private static readonly FunctionReference<Rational, Rational> Work = new("fleet.work", Rational.Parser, Rational.Parser);

    private static readonly Dag<Rational, Rational> Graph = Dag.Define<Rational, Rational>("fleet.run", 1, Rational.Parser, graph =>
        graph.Function("work", graph.Request, Work, number => new MapItem<Rational>(number, "work", 1)));

    private static readonly FunctionManifest Manifest = FunctionManifestReader.Parse(
        """
        name: fleet.work
        version: 1.0.0
        shapes: {small: {cores: 1, memory: 64MiB, disk: 1MiB, network: 1Mbps} }
        routes: [{shape: small}]
        limits: {wall: 1h, stall: 1h, output: 1MiB}
        """, "fleet.work");

    /// <param name="folder">Where <see cref="BusyFiles"/> go.</param>
    public static IReadOnlyList<Service> Services(string folder) =>
    [
        new Service("fleet", [ApiMethod.Define(Run, _ => [], number => number, Graph)], 
            [FunctionRegistration.Create(Work, Manifest, (request, context, token) => RunAsync(folder, request, context, token))]),
    ];

    private static async Task<StepOutcome<Rational>> RunAsync(
        string folder, Rational request, FunctionContext context, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        if (request.Numerator >= Bulk)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"busy-{request.Numerator}")), "", cancellationToken);
            await context.Tools.RunAsync(new ToolInvocation("/usr/bin/sleep", ["1h"]), cancellationToken);
        }

        return new Rational { Numerator = begun, Denominator = 1 };
    }
}
