using Rushes.Contracts;
using Rushes.Testing;

namespace Rushes.Encoding.Tests;

public sealed class AssembledFormatTests : IDisposable
{
    private readonly TwelveSeconds _film = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Decoders may be set up by the sample entry alone.</summary>
    [Fact]
    public async Task Encode_Av1_SampleEntryHasTheSequenceHeaderOfTheFirstSample()
    {
        await _film.MakeAsync(Token);
        await using var service = await EncodingHost.StartAsync(_film, "film", TestMedia.Runner, Token);
        var recipe = TwelveSeconds.Recipe();
        (recipe.Codec.Format, recipe.Rate) = (CodecFormat.Av1, new RateControl { Crf = 40 });

        var video = Assert.Single((await service.EncodeAsync(recipe, Token)).Videos);

        var index = EncodingHost.ReadIndex(video);
        await using var chunk = File.OpenRead(new Uri(index.Chunks[0].Uri).LocalPath);
        var sample = new byte[index.Size(0)];
        chunk.Position = index.Offset(0);
        await chunk.ReadExactlyAsync(sample, Token);

        // AV1 specification 5.3: a sequence header with its size, of one byte.
        Assert.Equal((0x0A, true), (sample[0], sample[1] < 0x80));
        Assert.Equal(sample[..(2 + sample[1])], index.Format.Configuration[4..].ToArray());
    }

    public void Dispose() => _film.Dispose();
}
