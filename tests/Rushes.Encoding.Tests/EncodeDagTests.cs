using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Platform.Database;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;
using Rushes.Storage.Local;
using Rushes.Testing;

namespace Rushes.Encoding.Tests;

/// <summary>The whole service, with a validation beside it that believes everything and keeps what it was told.</summary>
public sealed class EncodeDagTests : IDisposable
{
    private readonly TwelveSeconds _film = new();
    private VideoExpectation? _expectation;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Encode_ChunkOfThreePieces_IsOneChunkInTheReportAndThreeInTheIndex()
    {
        await _film.MakeAsync(Token);
        await using var host = await StartAsync();

        var video = Assert.Single((await EncodeAsync(host)).Videos);

        await using var file = File.OpenRead(new Uri(video.Index.Uri).LocalPath);
        var index = FrameIndex.ReadFrom(file);
        Assert.Equal([0, 96, 192], index.Chunks.Select(chunk => chunk.FirstFrame));
        Assert.Equal(TwelveSeconds.Frames, index.Count);
        Assert.Equal([0L, 96, 192], _expectation!.ChunkStarts);
        Assert.Equal((1, 4000L), (video.Chunks, video.Recipe.Chunking.PieceMs));
    }

    public void Dispose() => _film.Dispose();

    private async Task<PlatformHost> StartAsync()
    {
        var validate = Dag.Define<ValidateRequest, ValidateResponse>("validation.validate", 1, ValidateRequest.Parser, graph =>
            graph.Inline<ValidateRequest, ValidateResponse>("believe", graph.Request, ValidateResponse.Parser, (request, _, _) =>
            {
                _expectation = Assert.Single(request.Videos);
                return Task.FromResult<StepOutcome<ValidateResponse>>(new ValidateResponse());
            }));
        var options = new PlatformOptions { Database = new DatabaseLocation.SqliteFile(_film["state.db"]), ScratchFolder = _film["scratch"], Slots = 1 };
        return await PlatformHost.StartAsync(
            options,
            [
                EncodingService.Create(await TestMedia.FfmpegAsync()),
                new Service("validation", [ApiMethod.Define(Methods.Validate, _ => [], request => request, validate)], []),
            ],
            new LocalObjectStore(_film["objects"], _film.Inputs), TestMedia.Runner, TimeProvider.System, NullLoggerFactory.Instance, Token);
    }

    private async Task<EncodeResponse> EncodeAsync(PlatformHost host)
    {
        var request = new EncodeRequest { Source = _film.Source, Recipes = { TwelveSeconds.Recipe() }, EncoderSlots = 1 };
        var submission = await host.SubmitAsync(Methods.Encode, request, "request", new Priority(), Token);
        var run = Assert.IsType<Submission.Accepted>(submission).RunId;
        return Assert.IsType<RunEnd<EncodeResponse>.Succeeded>(await host.WaitAsync(Methods.Encode, run, Token)).Response;
    }
}
