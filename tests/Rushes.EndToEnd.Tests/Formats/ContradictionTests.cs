using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>Sources that say one thing, where the encode has to say another.</summary>
public sealed class ContradictionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mpeg2", "height: 180, crf: 4")]
    [InlineData("prores-lt", "height: 180")]
    [InlineData("h263", "width: 176, height: 144, crf: 4")]
    public async Task Encode_FullRangeWhereStreamsCannotSayIt_IsMadeStudioRange(string codec, string rendition)
    {
        var source = await TestMedia.MakeAsync(
            _folder["full.mp4"], "-f lavfi -i testsrc2=s=320x180:r=25:d=2 -vf scale=out_range=pc,format=yuvj420p -c:v libx264 -qp 10", Token);

        // Validation holds the levels of every picture against those of the source.
        var encoded = await EncodedClip.EncodeAsync(source, _folder, codec, rendition);

        Assert.DoesNotContain("pc", await EncodedClip.ProbeAsync(encoded, "-show_entries stream=color_range -of csv=p=0"));
    }

    [Fact]
    public async Task Encode_StatedRateIsTwiceThatOfTheFrames_GoesByTheFrames()
    {
        var source = await TestMedia.MakeAsync(
            _folder["slow.mkv"], "-f lavfi -i testsrc2=s=384x288:r=60:d=1 -c:v libx264 -bf 0 -qp 10 -bsf:v setts=pts=PTS*2:dts=DTS*2", Token);
        var ladder = _folder.Write("ladder.yaml", "version: 1\ncodec: av1\nsegment: 1s\nrenditions:\n  - {name: film, height: 288, crf: 30, preset: 12}\n");

        var end = await new RushesProgram(_folder["work"]).RunAsync(Token, "encode", source, "--out", _folder["out"], "--ladder", ladder, "--json");

        Assert.True(end.ExitCode == 0, end.ToString());
        Assert.Contains("\"source.frame_rate\"", end.Output, StringComparison.Ordinal);
    }
}
