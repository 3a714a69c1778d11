using System.Globalization;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>A cut takes what a small buffer has left, and a key frame two frames later needs more: what is shown between is a picture of the shot nonetheless.</summary>
public sealed class CutBeforeKeyFrameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("avc")]
    [InlineData("hevc")]
    [InlineData("av1")]
    [InlineData("vp9")]
    public async Task Encode_UnderATightCap_ShowsEveryFrame(string codec)
    {
        var token = TestContext.Current.CancellationToken;
        var film = await TestMedia.MakeAsync(
            _folder["film.mkv"],
            ["-f", "lavfi", "-i", $"{Texture(3, 3, -0.3, "h=0.002:v=0.001", 97)}[calm];{Texture(8, 2, 0.2, "h=0.02:v=0.01", 53)}[quick];[calm][quick]concat", "-c:v", "libx264", "-preset", "ultrafast", "-qp", "8", "-pix_fmt", "yuv420p"],
            token);
        var ladder = _folder.Write("ladder.yaml", $"version: 1\ncodec: {codec}\nsegment: 2s\nrenditions: [{{name: 240p, height: 240, crf: 23, maxrate: 253k, buffer: 260k}}]\n");

        var end = await new RushesProgram(_folder["work"]).RunAsync(token, "encode", film, "--out", _folder["out"], "--ladder", ladder);

        Assert.True(end.ExitCode == 0, end.ToString());
    }

    private static string Texture(int seed, int blur, double brightness, string scroll, int frames) => string.Create(
        CultureInfo.InvariantCulture,
        $"color=gray:s=424x240:r=25,noise=alls=100:all_seed={seed},gblur={blur},eq=contrast=3:brightness={brightness},trim=end_frame=1,loop=-1:1,setpts=N/25/TB,scroll={scroll},trim=end_frame={frames}");
}
