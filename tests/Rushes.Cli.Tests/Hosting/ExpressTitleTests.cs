using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Rushes.Cli.Hosting;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Hosting;
using Rushes.Storage.Local;
using Rushes.Testing;
using Rushes.Tools.Locating;

namespace Rushes.Cli.Tests.Hosting;

/// <summary>Two titles in one process: the cores are busy with the encodes of a bulk title when an express one comes.</summary>
public sealed class ExpressTitleTests : IDisposable
{
    private const int FrozenEvent = 1021;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Express_WhileBulkIsEncoded_IsDoneFirstAndChangesNoByteOfIt()
    {
        var bulk = await MakeAsync("bulk.mp4", seconds: 30, seed: 1);
        var express = await MakeAsync("express.mp4", seconds: 2, seed: 2);
        var undisturbed = await RunAloneAsync(bulk);
        var events = new Events();

        await using (var host = await StartAsync("both", events, bulk, express))
        {
            var slow = await SubmitAsync(host, bulk, "both-bulk", PriorityClass.Bulk);
            await EncodingAsync(host, slow, encoders: 2);
            var urgent = await SubmitAsync(host, express, "both-express", PriorityClass.Express);

            await SucceedAsync(host, urgent);
            Assert.Contains(await host.SnapshotAsync(slow, Token), work => work is { Node: "encode", State: not WorkState.Done });
            await SucceedAsync(host, slow);
        }

        Assert.Contains(FrozenEvent, events.Seen);
        Assert.Equal(undisturbed, await DigestsAsync("both-bulk"));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string[]> RunAloneAsync(string source)
    {
        await using var host = await StartAsync("alone", new Events(), source);
        await SucceedAsync(host, await SubmitAsync(host, source, "alone-bulk", PriorityClass.Bulk));
        return await DigestsAsync("alone-bulk");
    }

    private Task<string> MakeAsync(string name, int seconds, int seed) => TestMedia.MakeAsync(
        _folder[name],
        $"-f lavfi -i testsrc2=size=640x360:rate=24:duration={seconds} -vf noise=alls=20:all_seed={seed} -c:v libx264 -preset ultrafast -g 24",
        Token);

    private async Task<PlatformHost> StartAsync(string name, Events events, params string[] sources)
    {
        var tools = new LocatedTools(await TestMedia.FfmpegAsync(), await TestMedia.FfprobeAsync(), []);
        return await PlatformHost.StartAsync(
            new PlatformOptions { Database = new DatabaseLocation.SqliteFile(_folder[$"{name}.db"]), ScratchFolder = _folder[$"{name}-scratch"], Slots = 2 },
            ServiceCatalog.Create(tools, intoFolders: true), new LocalObjectStore(_folder[$"{name}-objects"], sources), TestMedia.Runner, TimeProvider.System, events, Token);
    }

    private async Task<string> SubmitAsync(PlatformHost host, string source, string name, PriorityClass @class) => Assert.IsType<Submission.Accepted>(
        await host.SubmitAsync(
            Methods.PrepareTitle,
            new PrepareTitleRequest
            {
                SourceUri = LocalObjectStore.UriOf(source),
                StagingUri = LocalObjectStore.UriOf(_folder[name]),
                DestinationUri = LocalObjectStore.UriOf(_folder[name + "-out"]),
                Ladder = new Ladder
                {
                    Codec = CodecFormat.Avc,
                    SegmentMs = 2000,
                    Rungs = { new Rung { Name = "360p", Height = 360, Preset = "medium", Rate = new RateControl { Crf = 23, Maxrate = 2_000_000, Buffer = 4_000_000 } } },
                },
                ChunkMs = 15_000,
                EncoderSlots = 2,
                Express = @class == PriorityClass.Express,
            },
            name, new Priority { Class = @class }, Token)).RunId;

    private static async Task SucceedAsync(PlatformHost host, string run)
    {
        var end = await host.WaitAsync(Methods.PrepareTitle, run, Token);
        Assert.True(end is RunEnd<PrepareTitleResponse>.Succeeded, end.ToString());
    }

    private static async Task EncodingAsync(PlatformHost host, string run, int encoders)
    {
        while ((await host.SnapshotAsync(run, Token)).Count(work => work is { Node: "encode", Workflow: "encoding.encode", State: WorkState.Running }) < encoders)
        {
            await Task.Delay(20, Token);
        }
    }

    /// <summary>Of all media that a title consists of.</summary>
    private async Task<string[]> DigestsAsync(string name)
    {
        List<string> digests = [];
        foreach (var path in Directory.EnumerateFiles(_folder[name], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            digests.Add($"{Path.GetRelativePath(_folder[name], path)} {Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(path, Token)))}");
        }

        Assert.Contains(digests, digest => digest.StartsWith("video/avc/360p.mp4", StringComparison.Ordinal));
        return [.. digests];
    }

    /// <summary>Ids of the events that the platform has logged.</summary>
    private sealed class Events : ILoggerFactory, ILogger
    {
        public ConcurrentBag<int> Seen { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Seen.Add(eventId.Id);

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
