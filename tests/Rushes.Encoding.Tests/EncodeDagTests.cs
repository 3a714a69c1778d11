using Rushes.Media.Indexing;
using Rushes.Testing;

namespace Rushes.Encoding.Tests;

public sealed class EncodeDagTests : IDisposable
{
    private readonly TwelveSeconds _film = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Encode_ChunkOfThreePieces_IsOneChunkInTheReportAndThreeInTheIndex()
    {
        await _film.MakeAsync(Token);
        await using var service = await EncodingHost.StartAsync(_film, "film", TestMedia.Runner, Token);

        var video = Assert.Single((await service.EncodeAsync(TwelveSeconds.Recipe(), Token)).Videos);

        await using var file = File.OpenRead(new Uri(video.Index.Uri).LocalPath);
        var index = FrameIndex.ReadFrom(file);
        Assert.Equal([0, 96, 192], index.Chunks.Select(chunk => chunk.FirstFrame));
        Assert.Equal(TwelveSeconds.Frames, index.Count);
        Assert.Equal([0L, 96, 192], service.Expectation!.ChunkStarts);
        Assert.Equal((1, 4000L), (video.Chunks, video.Recipe.Chunking.PieceMs));
    }

    public void Dispose() => _film.Dispose();
}
