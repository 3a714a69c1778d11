using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>Three places, joined by cuts at frames 70 and 140: each starts with a key frame, in every rendition, and nothing is lost.</summary>
public sealed class ShotAlignedTests : IDisposable
{
    private const string Places =
        "-f lavfi -i testsrc2=s=320x180:r=25:d=2.8 -f lavfi -i mandelbrot=s=320x180:r=25 -f lavfi -i smptebars=s=320x180:r=25:d=3.2 "
        + "-filter_complex [1:v]trim=end_frame=70,format=yuv420p[m];[0:v]format=yuv420p[t];[2:v]format=yuv420p[b];[t][m][b]concat=n=3:v=1:a=0";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("avc", "height: 90, crf: 20", "height: 180, crf: 20")]
    [InlineData("av1", "height: 90, bitrate: 100k, preset: 12", "height: 180, bitrate: 200k, preset: 12")]
    public async Task Encode_AlignedToShots_PutsKeyFramesAtCutsOfEveryRendition(string codec, params string[] renditions)
    {
        var source = await MakeAsync();

        foreach (var encoded in await EncodedClip.EncodeAllAsync(source, _folder, codec, renditions, "--shot-aligned"))
        {
            // Of a second: what is left before a cut or the end is at least half of one.
            Assert.Equal([0, 25, 50, 70, 95, 120, 140, 165, 190], await KeyFramesAsync(encoded));
            Assert.Null(FrameMatch.FindProblem(await ReadAsync(source), await ReadAsync(encoded)));
        }
    }

    [Fact]
    public async Task Encode_NotAligned_KeepsTheGridOfTimes()
    {
        var encoded = await EncodedClip.EncodeAsync(await MakeAsync(), _folder, "avc", "height: 180, crf: 20");

        Assert.Equal([0, 25, 50, 75, 100, 125, 150, 175, 200], await KeyFramesAsync(encoded));
    }

    private Task<string> MakeAsync() => TestMedia.MakeAsync(_folder["places.mov"], $"{Places} -c:v libx264 -qp 10 -preset ultrafast", Token);

    private Task<SourcePictures> ReadAsync(string path) => SourcePictures.ReadAsync(path, _folder, Token);

    private static async Task<IEnumerable<int>> KeyFramesAsync(string path)
    {
        var frames = await EncodedClip.ProbeAsync(path, "-show_entries frame=key_frame -of csv=p=0");
        return [.. frames.Where(frame => frame.Length > 0).Select((frame, number) => (Key: frame[0] == '1', number)).Where(frame => frame.Key).Select(frame => frame.number)];
    }
}
