using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Cli.Hosting;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Storage.Local;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;
using Spectre.Console;

namespace Rushes.Benchmarks;

/// <summary>
/// Every slot is busy with the encoder of a bulk title when an express title is submitted, several times: how long until a tool
/// works on it, and, once its chunks are planned, until the encoder of the first one starts. In turn with them the same title
/// in the same process while nothing else is there to do, as a measure of what giving way costs.
/// </summary>
internal static class ExpressBenchmark
{
    private const int Slots = 2;
    private const int BulkSeconds = 1200;
    private const int ExpressSeconds = 4;

    public static async Task RunAsync(int titles)
    {
        var table = new Table { Title = new TableTitle($"{Slots} slots, {titles} express titles of {ExpressSeconds} s, ms: P50 (highest)") };
        table.AddColumns("", "", "submitted until a tool runs", "chunks planned until the first encoder runs", "submitted until the first encoder runs");
        foreach (var server in BenchmarkStore.Servers)
        {
            await using var store = await BenchmarkStore.CreateAsync(server);
            var film = await MakeAsync(Path.Combine(store.Folder, "bulk.mp4"), BulkSeconds);
            var express = await MakeAsync(Path.Combine(store.Folder, "express.mp4"), ExpressSeconds);
            var tools = new StartedTools(express);
            await using var host = await StartAsync(store, tools, film, express);
            List<Pickup> idle = [];
            List<Pickup> busy = [];
            await PickUpAsync(host, tools, store, express, 0);
            for (var i = 1; i <= titles; i++)
            {
                idle.Add(await PickUpAsync(host, tools, store, express, i));
                var bulk = await SubmitAsync(host, store, film, $"bulk-{i}", PriorityClass.Bulk);
                await EncodingAsync(host, bulk);
                busy.Add(await PickUpAsync(host, tools, store, express, -i));
                await host.CancelAsync(bulk, CancellationToken.None);
            }

            Row("nothing else to do", idle);
            Row("all slots encode bulk", busy);

            void Row(string name, List<Pickup> all) => table.AddRow(
                store.Name, name, Summary(all.Select(one => one.Tool)), Summary(all.Select(one => one.Planned)), Summary(all.Select(one => one.Encoder)));
        }

        AnsiConsole.Write(table);
    }

    private static string Summary(IEnumerable<double> times) => string.Create(CultureInfo.InvariantCulture, $"{times.Median():F0} ({times.Max():F0})");

    private static async Task<PlatformHost> StartAsync(BenchmarkStore store, StartedTools tools, params string[] sources)
    {
        var search = new ToolSearch
        {
            FfmpegPath = Environment.GetEnvironmentVariable("RUSHES_FFMPEG"),
            FfprobePath = Environment.GetEnvironmentVariable("RUSHES_FFPROBE"),
            SearchPath = Environment.GetEnvironmentVariable("PATH"),
        };
        var located = await new ToolLocator(tools).LocateAsync(search, CancellationToken.None);
        return await PlatformHost.StartAsync(
            new PlatformOptions { Database = store.Location, ScratchFolder = Path.Combine(store.Folder, "scratch"), Slots = Slots },
            ServiceCatalog.Create(located, intoFolders: true), new LocalObjectStore(Path.Combine(store.Folder, "objects"), sources), tools, TimeProvider.System,
            NullLoggerFactory.Instance, CancellationToken.None);
    }

    /// <summary>Fast to decode and to make, slow to encode.</summary>
    private static async Task<string> MakeAsync(string path, int seconds)
    {
        await Measured.RunAsync(
            FFmpegProgram.Path,
            [
                "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=24:duration=10", "-c:v", "libx264", "-preset", "ultrafast", "-g", "24", path + ".mp4",
            ]);
        await Measured.RunAsync(
            FFmpegProgram.Path,
            ["-v", "error", "-stream_loop", "-1", "-i", path + ".mp4", "-t", seconds.ToString(CultureInfo.InvariantCulture), "-c", "copy", path]);
        return path;
    }

    private static async Task<Pickup> PickUpAsync(PlatformHost host, StartedTools tools, BenchmarkStore store, string source, int number)
    {
        tools.Forget();
        var submitted = DateTimeOffset.UtcNow;
        var run = await SubmitAsync(host, store, source, $"express-{number}", PriorityClass.Express);
        if (await host.WaitAsync(Methods.PrepareTitle, run, CancellationToken.None) is not RunEnd<PrepareTitleResponse>.Succeeded)
        {
            throw new InvalidOperationException("The express title failed.");
        }

        var split = (await host.SnapshotAsync(run, CancellationToken.None)).Single(work => work is { Workflow: "encoding.encode", Node: "split" });
        return new Pickup(
            (tools.First - submitted).TotalMilliseconds, (tools.FirstEncoder - split.Ended!.Value).TotalMilliseconds,
            (tools.FirstEncoder - submitted).TotalMilliseconds);
    }

    private static async Task<string> SubmitAsync(PlatformHost host, BenchmarkStore store, string source, string name, PriorityClass @class)
    {
        var submission = await host.SubmitAsync(
            Methods.PrepareTitle,
            new PrepareTitleRequest
            {
                SourceUri = LocalObjectStore.UriOf(source),
                StagingUri = LocalObjectStore.UriOf(Path.Combine(store.Folder, name)),
                DestinationUri = LocalObjectStore.UriOf(Path.Combine(store.Folder, name + "-out")),
                Ladder = new Ladder
                {
                    Codec = CodecFormat.Avc,
                    SegmentMs = 2000,
                    Rungs = { new Rung { Name = "360p", Height = 360, Preset = "slow", Rate = new RateControl { Crf = 23, Maxrate = 2_000_000, Buffer = 4_000_000 } } },
                },
                ChunkMs = 60_000,
                EncoderSlots = Slots,
                Express = @class == PriorityClass.Express,
            },
            name, new Priority { Class = @class }, CancellationToken.None);
        return ((Submission.Accepted)submission).RunId;
    }

    private static async Task EncodingAsync(PlatformHost host, string run)
    {
        while ((await host.SnapshotAsync(run, CancellationToken.None)).Count(work => work is { Node: "encode", Workflow: "encoding.encode", State: WorkState.Running }) < Slots)
        {
            await Task.Delay(20);
        }
    }

    /// <summary>Milliseconds.</summary>
    private sealed record Pickup(double Tool, double Planned, double Encoder);

    /// <summary>Notes when the first tools start that read the express title.</summary>
    private sealed class StartedTools(string source) : IToolRunner
    {
        private readonly ToolRunner _runner = new(TimeProvider.System);
        private readonly Lock _lock = new();
        private DateTimeOffset? _first;
        private DateTimeOffset? _encoder;

        public DateTimeOffset First => _first ?? throw new InvalidOperationException("No tool has read the express title.");

        public DateTimeOffset FirstEncoder => _encoder ?? throw new InvalidOperationException("No encoder has read the express title.");

        public void Forget() => (_first, _encoder) = (null, null);

        public Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
        {
            if (invocation.Arguments.Any(argument => argument.Contains(source, StringComparison.Ordinal)))
            {
                lock (_lock)
                {
                    var now = DateTimeOffset.UtcNow;
                    _first ??= now;
                    _encoder ??= invocation.Arguments.Contains("libx264") ? now : null;
                }
            }

            return _runner.RunAsync(invocation, cancellationToken);
        }
    }
}
