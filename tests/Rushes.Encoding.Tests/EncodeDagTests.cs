using Microsoft.Data.Sqlite;
using Rushes.Contracts;
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

        var index = EncodingHost.ReadIndex(video);
        Assert.Equal([0, 96, 192], index.Chunks.Select(chunk => chunk.FirstFrame));
        Assert.Equal(TwelveSeconds.Frames, index.Count);
        Assert.Equal([0L, 96, 192], service.Expectation.ChunkStarts);
        Assert.Equal((1, 4000L), (video.Chunks, video.Recipe.Chunking.PieceMs));
    }

    [Fact]
    public async Task Encode_CollatedChunks_ShareAMessageAndAreTheSameBytes()
    {
        await _film.MakeAsync(Token);

        var (alone, messages) = await EncodeAsync("alone", ThreeChunks(collateMs: 0));
        var (collated, fewer) = await EncodeAsync("collated", ThreeChunks(collateMs: 8000));

        Assert.Equal(["0", "96", "192"], alone.Select(chunk => chunk.Split(' ')[0]));
        Assert.Equal(alone, collated);
        Assert.Equal(messages - 1, fewer);
    }

    [Fact]
    public async Task Encode_OneChunkAndManySlots_HandsOutItsPiecesAndTheyAreTheSameBytes()
    {
        await _film.MakeAsync(Token);

        var (whole, messages) = await EncodeAsync("whole", new EncodeRequest { Recipes = { TwelveSeconds.Recipe() }, EncoderSlots = 1 });
        var (spread, more) = await EncodeAsync("spread", new EncodeRequest { Recipes = { TwelveSeconds.Recipe() }, EncoderSlots = 3 });

        Assert.Equal(["0", "96", "192"], whole.Select(piece => piece.Split(' ')[0]));
        Assert.Equal(whole, spread);
        Assert.Equal(messages + 2, more);
    }

    [Fact]
    public async Task Encode_RenditionsOfOneDecodeOrOfADecodeEach_AreTheSameBytes()
    {
        await _film.MakeAsync(Token);

        var (together, decodes) = await EncodeTwoAsync("together", encoderSlots: 1);
        var (apart, more) = await EncodeTwoAsync("apart", encoderSlots: 6);

        // Three pieces.
        Assert.Equal((3, 6), (decodes, more));
        Assert.Equal(6, together.Distinct().Count());
        Assert.Equal(together, apart);
    }

    private static EncodeRequest ThreeChunks(long collateMs)
    {
        var recipe = TwelveSeconds.Recipe();
        recipe.Chunking.TargetMs = 4000;
        return new EncodeRequest { Recipes = { recipe }, CollateMs = collateMs, EncoderSlots = 1 };
    }

    private async Task<(IReadOnlyList<string> Pieces, int Encoders)> EncodeTwoAsync(string name, int encoderSlots)
    {
        var (one, other) = (TwelveSeconds.Recipe(), TwelveSeconds.Recipe());
        (other.Name, other.Resolution, other.Rate) = ("other", new Resolution { Width = 128, Height = 72 }, new RateControl { Crf = 24 });
        var encoders = new CountedEncodes();
        await using var service = await EncodingHost.StartAsync(_film, name, encoders, Token);
        var response = await service.WaitAsync(await service.SubmitAsync(new EncodeRequest { Recipes = { one, other }, EncoderSlots = encoderSlots }, Token), Token);

        return ([.. response.Videos.OrderBy(video => video.Recipe.Name, StringComparer.Ordinal).SelectMany(Digests)], encoders.Invocations.Count);
    }

    private static IReadOnlyList<string> Digests(EncodedVideo video) =>
        [.. EncodingHost.ReadIndex(video).Chunks.Select(chunk => $"{chunk.FirstFrame} {Convert.ToHexStringLower(chunk.Digest.Span)}")];

    private async Task<(IReadOnlyList<string> Pieces, long Messages)> EncodeAsync(string name, EncodeRequest request)
    {
        await using var service = await EncodingHost.StartAsync(_film, name, TestMedia.Runner, Token);
        var response = await service.WaitAsync(await service.SubmitAsync(request, Token), Token);
        var digests = Digests(Assert.Single(response.Videos));

        await using var state = new SqliteConnection($"Data Source={_film[name]}/state.db;Mode=ReadOnly");
        await state.OpenAsync(Token);
        await using var count = state.CreateCommand();
        count.CommandText = "SELECT count(*) FROM message WHERE type LIKE '%RunFunction'";
        return (digests, (long)(await count.ExecuteScalarAsync(Token))!);
    }

    public void Dispose() => _film.Dispose();
}
