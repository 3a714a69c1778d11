using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Testing;

namespace Rushes.Encoding.Tests;

/// <summary>Real encodes of a film whose second half is noise, in two chunks: an easy one and a hard one.</summary>
public sealed class TwoPassTests : IDisposable
{
    private const int Half = TwelveSeconds.Frames / 2;
    private const double Seconds = 12;

    private readonly TwelveSeconds _film = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<CodecFormat, long> Codecs { get; } = new()
    {
        { CodecFormat.Avc, 400_000 }, { CodecFormat.Hevc, 400_000 }, { CodecFormat.Av1, 400_000 }, { CodecFormat.Vp9, 400_000 },
    };

    [Theory]
    [MemberData(nameof(Codecs))]
    public async Task Encode_EasyAndHardChunk_SharesTheBitsOut(CodecFormat codec, long bitrate)
    {
        await _film.MakeAsync(Token, @"noise=alls=30:allf=t:enable=gte(t\,6)");
        await using var service = await EncodingHost.StartAsync(_film, "film", TestMedia.Runner, Token);

        var video = Assert.Single((await service.EncodeAsync(Recipe(codec, bitrate), Token)).Videos);

        await using var file = File.OpenRead(new Uri(video.Index.Uri).LocalPath);
        var index = FrameIndex.ReadFrom(file);
        var (easy, hard) = (Bits(index, 0, Half), Bits(index, Half, TwelveSeconds.Frames));
        TestContext.Current.TestOutputHelper!.WriteLine($"{codec}: {easy} + {hard} = {(easy + hard) / Seconds} bit/s");
        Assert.Equal(2, video.Recipe.Rate.Passes);
        Assert.Equal([0, Half], index.Chunks.Select(chunk => chunk.FirstFrame));
        Assert.True(hard > 2 * easy, $"{easy} and {hard}");
        Assert.InRange((easy + hard) / Seconds / bitrate, 0.75, 1.25);
    }

    public void Dispose() => _film.Dispose();

    private static long Bits(FrameIndex index, int from, int to) => Enumerable.Range(from, to - from).Sum(frame => index.Size(frame) * 8L);

    private static Recipe Recipe(CodecFormat codec, long bitrate)
    {
        var recipe = TwelveSeconds.Recipe();
        recipe.Codec.Format = codec;
        recipe.Rate = new RateControl { Bitrate = bitrate };
        recipe.Chunking = new Chunking { SegmentMs = 2000, TargetMs = 6000 };
        return recipe;
    }
}
