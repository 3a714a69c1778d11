using Microsoft.Data.Sqlite;
using Rushes.Contracts;
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

    [Fact]
    public async Task Encode_CollatedChunks_ShareAMessageAndAreTheSameBytes()
    {
        await _film.MakeAsync(Token);

        var (alone, messages) = await EncodeThreeChunksAsync("alone", 0);
        var (collated, fewer) = await EncodeThreeChunksAsync("collated", 8000);

        Assert.Equal(["0", "96", "192"], alone.Select(chunk => chunk.Split(' ')[0]));
        Assert.Equal(alone, collated);
        Assert.Equal(messages - 1, fewer);
    }

    private async Task<(IReadOnlyList<string> Chunks, long Messages)> EncodeThreeChunksAsync(string name, long collateMs)
    {
        var recipe = TwelveSeconds.Recipe();
        recipe.Chunking.TargetMs = 4000;
        await using var service = await EncodingHost.StartAsync(_film, name, TestMedia.Runner, Token);
        var response = await service.WaitAsync(await service.SubmitAsync(new EncodeRequest { Recipes = { recipe }, CollateMs = collateMs }, Token), Token);
        await using var file = File.OpenRead(new Uri(Assert.Single(response.Videos).Index.Uri).LocalPath);
        var digests = FrameIndex.ReadFrom(file).Chunks.Select(chunk => $"{chunk.FirstFrame} {Convert.ToHexStringLower(chunk.Digest.Span)}");

        await using var state = new SqliteConnection($"Data Source={_film[name]}/state.db;Mode=ReadOnly");
        await state.OpenAsync(Token);
        await using var count = state.CreateCommand();
        count.CommandText = "SELECT count(*) FROM message WHERE type LIKE '%RunFunction'";
        return ([.. digests], (long)(await count.ExecuteScalarAsync(Token))!);
    }

    public void Dispose() => _film.Dispose();
}
