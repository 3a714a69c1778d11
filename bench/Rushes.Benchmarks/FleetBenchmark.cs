using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Client;
using Rushes.Contracts;
using Rushes.Platform.Fleet;
using Rushes.Platform.Functions;
using Rushes.Platform.Hosting;
using Rushes.Platform.Rpc;
using Rushes.Platform.Rpc.Access;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;
using Rushes.Storage.Local;
using Rushes.Tools.Execution;
using Spectre.Console;

namespace Rushes.Benchmarks;

/// <summary>
/// From the submission of a job to its function on a worker that is connected over HTTP/2: the request is accepted, a step plans the
/// function, a dispatcher matches it, the server sends it. While the workers are idle, and while all of them are busy with bulk work.
/// </summary>
internal static class FleetBenchmark
{
    private const int Workers = 4;

    private static readonly Method<Rational, Rational> Run = new("bench.v1.Fleet/Run", Rational.Parser, Rational.Parser);
    private static readonly FunctionReference<Rational, Rational> Work = new("fleet.work", Rational.Parser, Rational.Parser);

    private static readonly Dag<Rational, Rational> Graph = Dag.Define<Rational, Rational>("fleet.run", 1, Rational.Parser, graph =>
        graph.Function("work", graph.Request, Work, number => new MapItem<Rational>(number, "work", 1)));

    private static readonly FunctionManifest Manifest = FunctionManifestReader.Parse(
        """
        name: fleet.work
        version: 1.0.0
        shapes: {small: {cores: 1, memory: 1MiB, disk: 1MiB, network: 1Mbps} }
        routes: [{shape: small}]
        limits: {wall: 1h, stall: 1h, output: 1MiB}
        """, "fleet.work");

    public static async Task RunAsync(int jobs)
    {
        var table = new Table { Title = new TableTitle($"From submission to the function on one of {Workers} workers over HTTP/2, ms; {jobs} jobs") };
        table.AddColumns("", "", "P50", "P99", "longest");
        foreach (var server in BenchmarkStore.Servers)
        {
            await using var store = await BenchmarkStore.CreateAsync(server);
            await using var fleet = await BenchmarkFleet.StartAsync(store);
            await fleet.MeasureAsync(jobs / 10, "warm");
            Row("idle workers", await fleet.MeasureAsync(jobs, "idle"));
            await fleet.KeepBusyAsync();
            Row("all busy with bulk", await fleet.MeasureAsync(jobs, "busy"));

            void Row(string name, List<double> times) =>
                table.AddRow(store.Name, name, $"{times.Median():F1}", $"{times.Percentile(99):F1}", $"{times.Max():F1}");
        }

        AnsiConsole.Write(table);
    }

    /// <summary>A server without functions of its own, and workers, in one process but with sockets between them.</summary>
    private sealed class BenchmarkFleet : IAsyncDisposable
    {
        private readonly TaskCompletionSource _end = new();
        private readonly SemaphoreSlim _bulk = new(0);
        private readonly List<FleetWorker> _workers = [];
        private readonly RpcServer _server;
        private readonly RpcChannel _channel;
        private TaskCompletionSource<long> _begun = new();

        private BenchmarkFleet(PlatformHost host, RpcServer server) =>
            (Host, _server, _channel) = (host, server, new RpcChannel(server.Addresses[0]));

        private PlatformHost Host { get; }

        public static async Task<BenchmarkFleet> StartAsync(BenchmarkStore store)
        {
            var options = new PlatformOptions { Database = store.Location, ScratchFolder = Path.Combine(store.Folder, "scratch"), Slots = 0, Fleet = true };
            var objects = new LocalObjectStore(Path.Combine(store.Folder, "objects"), []);
            var host = await PlatformHost.StartAsync(
                options, Services((_, _, _) => throw new InvalidOperationException("No function runs here.")), objects, new ToolRunner(TimeProvider.System), TimeProvider.System,
                NullLoggerFactory.Instance, CancellationToken.None);
            var rpc = new RpcOptions { Access = RpcAccess.ForThisMachine(new RequestRate(1e9, int.MaxValue), TimeProvider.System), Logger = NullLogger.Instance };
            var server = await RpcServer.StartAsync(
                [new RpcListener(new IPEndPoint(IPAddress.Loopback, 0), HttpProtocols.Http2)], [WorkersApi.Method(host.WorkAsync)], rpc, new RpcServerLimits(),
                NullLoggerFactory.Instance, null, CancellationToken.None);
            var fleet = new BenchmarkFleet(host, server);
            for (var i = 0; i < Workers; i++)
            {
                fleet._workers.Add(FleetWorker.Start(
                    new FleetWorkerOptions { ScratchFolder = Path.Combine(store.Folder, $"scratch-{i}"), Cores = 1, Memory = 1L << 30 }, Services(fleet.WorkAsync), _ => objects,
                    new ToolRunner(TimeProvider.System), (messages, token) => fleet._channel.StreamAsync(WorkerMethods.Work, messages, null, token), TimeProvider.System,
                    NullLoggerFactory.Instance));
            }

            return fleet;
        }

        public async Task<List<double>> MeasureAsync(int jobs, string name)
        {
            List<double> times = [];
            for (var i = 0; i < jobs; i++)
            {
                _begun = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
                var start = Stopwatch.GetTimestamp();
                var run = await SubmitAsync($"{name}-{i}", PriorityClass.Express, 0);
                times.Add(Stopwatch.GetElapsedTime(start, await _begun.Task).TotalMilliseconds);
                await Host.WaitAsync(Run, run, CancellationToken.None);
            }

            return times;
        }

        public async Task KeepBusyAsync()
        {
            for (var i = 0; i < Workers; i++)
            {
                await SubmitAsync($"bulk-{i}", PriorityClass.Bulk, 1);
            }

            for (var i = 0; i < Workers; i++)
            {
                await _bulk.WaitAsync();
            }
        }

        public async ValueTask DisposeAsync()
        {
            _end.TrySetResult();
            foreach (var worker in _workers)
            {
                await worker.DisposeAsync();
            }

            _channel.Dispose();
            await _server.DisposeAsync();
            await Host.DisposeAsync();
            _bulk.Dispose();
        }

        private static IReadOnlyList<Service> Services(FunctionHandler<Rational, Rational> work) =>
            [new Service("fleet", [ApiMethod.Define(Run, _ => [], number => number, Graph)], [FunctionRegistration.Create(Work, Manifest, work)])];

        private async Task<string> SubmitAsync(string name, PriorityClass @class, int number)
        {
            var submission = await Host.SubmitAsync(Run, new Rational { Numerator = number, Denominator = 1 }, name, new Priority { Class = @class }, CancellationToken.None);
            return ((Submission.Accepted)submission).RunId;
        }

        private async Task<StepOutcome<Rational>> WorkAsync(Rational number, FunctionContext context, CancellationToken cancellationToken)
        {
            if (number.Numerator == 0)
            {
                _begun.TrySetResult(Stopwatch.GetTimestamp());
                return number;
            }

            _bulk.Release();
            await _end.Task.WaitAsync(cancellationToken);
            return number;
        }
    }
}
