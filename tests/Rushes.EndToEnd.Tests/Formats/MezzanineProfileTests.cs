using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>Every profile of ProRes and DNxHR, and the ones of AVC that are rare: ffprobe says of the encode what was asked for.</summary>
public sealed class MezzanineProfileTests : IDisposable
{
    private const string Picture = "-f lavfi -i testsrc2=s=256x144:r=25:d=0.4";

    // Less opaque from left to right.
    private const string SeeThrough = Picture + " -vf format=yuva444p10le,geq=lum=p(X\\,Y):cb=p(X\\,Y):cr=p(X\\,Y):a=1020-X*2 -c:v ffv1";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("prores-proxy", "height: 144", "codec_tag_string=apco", "profile=Proxy", "pix_fmt=yuv422p10le")]
    [InlineData("prores-lt", "height: 144", "codec_tag_string=apcs", "profile=LT", "pix_fmt=yuv422p10le")]
    [InlineData("prores-422", "height: 144", "codec_tag_string=apcn", "profile=Standard", "pix_fmt=yuv422p10le")]
    [InlineData("prores-hq", "height: 144", "codec_tag_string=apch", "profile=HQ", "pix_fmt=yuv422p10le")]
    [InlineData("prores-4444", "height: 144", "codec_tag_string=ap4h", "profile=4444", "pix_fmt=yuv444p12le")]
    [InlineData("dnxhr-lb", "height: 144", "codec_tag_string=AVdh", "profile=DNXHR LB", "pix_fmt=yuv422p")]
    [InlineData("dnxhr-sq", "height: 144", "codec_tag_string=AVdh", "profile=DNXHR SQ", "pix_fmt=yuv422p")]
    [InlineData("dnxhr-hq", "height: 144", "codec_tag_string=AVdh", "profile=DNXHR HQ", "pix_fmt=yuv422p")]
    [InlineData("dnxhr-hqx", "height: 144", "codec_tag_string=AVdh", "profile=DNXHR HQX", "pix_fmt=yuv422p10le")]
    [InlineData("dnxhr-444", "height: 144", "codec_tag_string=AVdh", "profile=DNXHR 444", "pix_fmt=yuv444p10le")]
    [InlineData("avc", "height: 144, crf: 30, preset: ultrafast, bits: 10, profile: high10", "codec_tag_string=avc1", "profile=High 10", "pix_fmt=yuv420p10le")]
    [InlineData("avc", "height: 144, crf: 30, preset: ultrafast, bits: 10, profile: high422", "codec_tag_string=avc1", "profile=High 4:2:2", "pix_fmt=yuv422p10le")]
    public async Task Encode_Profile_IsTheOneThatWasAskedFor(string codec, string rendition, params string[] expected)
    {
        var source = await TestMedia.MakeAsync(_folder["source.mkv"], $"{Picture} -c:v ffv1 -pix_fmt yuv422p10le", Token);

        Assert.Superset(new HashSet<string>([.. expected, "nb_read_frames=10"]), await ProbeAsync(await EncodedClip.EncodeAsync(source, _folder, codec, rendition)));
    }

    [Fact]
    public async Task Encode_ProRes4444OfASourceWithAlpha_KeepsIt()
    {
        var source = await TestMedia.MakeAsync(_folder["source.mkv"], SeeThrough, Token);

        var encoded = await EncodedClip.EncodeAsync(source, _folder, "prores-4444", "height: 144");

        Assert.Superset(new HashSet<string> { "codec_tag_string=ap4h", "pix_fmt=yuva444p12le", "nb_read_frames=10" }, await ProbeAsync(encoded));
        var (expected, actual) = (await AlphaAsync(source), await AlphaAsync(encoded));
        Assert.True(expected.Distinct().Count() > 100, "The source has no alpha to speak of.");
        Assert.Equal(expected.Length, actual.Length);
        Assert.True(expected.Zip(actual).All(pair => Math.Abs(pair.First - pair.Second) <= 1), "The alpha is another.");
    }

    private static async Task<HashSet<string>> ProbeAsync(string path) => [.. await EncodedClip.ProbeAsync(path, "-count_frames -show_streams")];

    private async Task<byte[]> AlphaAsync(string path) => await File.ReadAllBytesAsync(
        await TestMedia.MakeAsync(_folder["alpha.gray"], $"-i {path} -vf alphaextract,format=gray -f rawvideo", Token), Token);
}
