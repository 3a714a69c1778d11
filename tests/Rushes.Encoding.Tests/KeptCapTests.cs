using Rushes.Contracts;
using Rushes.Testing;

namespace Rushes.Encoding.Tests;

/// <summary>Real encodes of noise under a cap that is far too low for it, in two chunks: the whole must not ask a decoder's buffer for more than it has.</summary>
public sealed class KeptCapTests : IDisposable
{
    private const long Maxrate = 150_000;
    private const long Buffer = 2 * Maxrate;

    private readonly TwelveSeconds _film = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CodecFormat.Av1, 0)]
    [InlineData(CodecFormat.Av1, Maxrate)]
    [InlineData(CodecFormat.Vp9, 0)]
    [InlineData(CodecFormat.Vp9, Maxrate)]
    public async Task Encode_NoiseUnderATightCap_KeepsTheBufferOverTheWhole(CodecFormat codec, long bitrate)
    {
        var video = await EncodeAsync(codec, bitrate, TestMedia.Runner);

        var (lowest, spent) = BufferOf(video);
        Assert.InRange(lowest, 0, 1);

        // Not by giving up on the picture.
        Assert.InRange(spent, 0.4, 1.1);
    }

    [Fact]
    public async Task Encode_Av1BeyondItsCap_IsMadeAgainWithALowerAim()
    {
        var tools = new CountedEncodes();

        await EncodeAsync(CodecFormat.Av1, 0, tools);

        var aims = tools.Invocations.Select(invocation => (Crf: Option(invocation.Arguments, "-crf"), Maxrate: Option(invocation.Arguments, "-maxrate"))).ToList();
        Assert.Equal(2, aims.Count(aim => aim.Crf == 20));
        Assert.InRange(aims[0].Maxrate, (int)(0.6 * Maxrate), (int)(0.8 * Maxrate));
        Assert.Contains(aims, aim => aim.Crf == 24);
        Assert.All(aims.Where(aim => aim.Crf > 20), aim => Assert.True(aim.Maxrate < aims[0].Maxrate));
    }

    [Fact]
    public async Task Encode_Av1WithinItsCap_IsMadeOnce()
    {
        var tools = new CountedEncodes();

        await EncodeAsync(CodecFormat.Av1, 0, tools, 20 * Maxrate);

        Assert.Equal(2, tools.Invocations.Count);
    }

    public void Dispose() => _film.Dispose();

    private async Task<EncodedVideo> EncodeAsync(CodecFormat codec, long bitrate, Tools.Execution.IToolRunner tools, long maxrate = Maxrate)
    {
        await _film.MakeAsync(Token, "noise=alls=40:allf=t");
        await using var service = await EncodingHost.StartAsync(_film, "film", tools, Token);
        var recipe = TwelveSeconds.Recipe();
        recipe.Codec.Format = codec;
        recipe.Rate = bitrate > 0 ? new RateControl { Bitrate = bitrate } : new RateControl { Crf = 20 };
        (recipe.Rate.Maxrate, recipe.Rate.Buffer) = (maxrate, 2 * maxrate);
        recipe.Chunking = new Chunking { SegmentMs = 2000, TargetMs = 6000 };
        return Assert.Single((await service.EncodeAsync(recipe, Token)).Videos);
    }

    private static int Option(IReadOnlyList<string> arguments, string option) =>
        int.Parse(arguments[arguments.ToList().IndexOf(option) + 1], System.Globalization.CultureInfo.InvariantCulture);

    // As a decoder has it: nine tenths at the start, filled at the rate, emptied of each picture when it is due.
    private static (double Lowest, double Spent) BufferOf(EncodedVideo video)
    {
        var index = EncodingHost.ReadIndex(video);
        var (full, lowest, bits) = (0.9 * Buffer, (double)Buffer, 0L);
        for (var frame = 0; frame < index.Count; frame++)
        {
            full -= index.Size(frame) * 8L;
            lowest = Math.Min(lowest, full);
            bits += index.Size(frame) * 8L;
            full = Math.Min(Buffer, full + (Maxrate / 24.0));
        }

        return (lowest / Buffer, bits / (index.Count / 24.0) / Maxrate);
    }
}
