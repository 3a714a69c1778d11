using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Encoding.Chunks;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Database;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;
using Rushes.Storage.Local;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Encoding.Tests;

/// <summary>A job whose only work is to encode one chunk. It can be started again on the same folder.</summary>
internal sealed class OneChunk(string folder, IReadOnlyList<string> inputs, ToolInstallation ffmpeg, IToolRunner tools)
{
    private static readonly VideoFormat Avc = VideoFormats.Find(CodecFormat.Avc)!;

    private static readonly Method<ChunkTask, ChunkResult> Encode = new("test.v1.Chunk/Encode", ChunkTask.Parser, ChunkResult.Parser);

    private static readonly Dag<ChunkTask, ChunkResult> Graph = Dag.Define<ChunkTask, ChunkResult>(
        "chunk.encode", 1, ChunkTask.Parser, graph => graph.Function(
            "encode", graph.Request, Avc.Function, task => new MapItem<ChunkTask>(task, "the chunk", 1)));

    public Task<PlatformHost> StartAsync(CancellationToken cancellationToken)
    {
        var manifest = FunctionManifestReader.ReadEmbedded(typeof(EncodingService).Assembly, "Avc/function.yaml");
        var service = new Service(
            "chunk", [ApiMethod.Define(Encode, _ => [], task => task, Graph)],
            [FunctionRegistration.Create(Avc.Function, manifest, new ChunkFunction(ffmpeg, Avc).RunAsync)]);
        var options = new PlatformOptions { Database = new DatabaseLocation.SqliteFile(In("state.db")), ScratchFolder = In("scratch"), Slots = 1 };
        Directory.CreateDirectory(folder);
        return PlatformHost.StartAsync(
            options, [service], new LocalObjectStore(In("objects"), inputs), tools, TimeProvider.System, NullLoggerFactory.Instance, cancellationToken);
    }

    public static async Task<string> SubmitAsync(PlatformHost host, ChunkTask task, CancellationToken cancellationToken) =>
        Assert.IsType<Submission.Accepted>(await host.SubmitAsync(Encode, task, "request", new Priority(), cancellationToken)).RunId;

    public static async Task<ChunkResult> WaitAsync(PlatformHost host, string run, CancellationToken cancellationToken)
    {
        var end = await host.WaitAsync(Encode, run, cancellationToken);
        Assert.False(end is RunEnd<ChunkResult>.Failed, (end as RunEnd<ChunkResult>.Failed)?.Failures[0].ToString());
        return Assert.IsType<RunEnd<ChunkResult>.Succeeded>(end).Response;
    }

    public async Task<ChunkResult> RunAsync(ChunkTask task, CancellationToken cancellationToken)
    {
        await using var host = await StartAsync(cancellationToken);
        return await WaitAsync(host, await SubmitAsync(host, task, cancellationToken), cancellationToken);
    }

    private string In(string name) => Path.Combine(folder, name);
}
