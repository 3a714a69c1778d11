using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Packaging;

/// <summary><c>rushes package --thumbnails</c>: what each tile shows is what FFmpeg decodes of the source for its time.</summary>
public sealed class ThumbnailTests : IDisposable
{
    private const string Moving = "-f lavfi -i testsrc2=size=320x180:rate=30000/1001:duration=22.3";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Sources { get; } = new()
    {
        { "film.mp4", "B frames, two sheets", Moving + " -c:v libx264 -bf 3 -g 60" },
        { "film.mov", "open GOPs", "-f lavfi -i testsrc2=size=320x180:rate=24:duration=7 -c:v libx265 -x265-params log-level=none:open-gop=1:keyint=48 -tag:v hvc1" },
        { "film.mov", "open GOPs, left out between", "-f lavfi -i testsrc2=size=320x180:rate=240:duration=5 -c:v libx265 -preset ultrafast -x265-params log-level=none:open-gop=1:keyint=40:bframes=3 -tag:v hvc1" },
        { "film.mp4", "open GOPs of recovery points", "-f lavfi -i testsrc2=size=320x180:rate=120:duration=9 -c:v libx264 -preset veryfast -x264-params open-gop=1:keyint=40:bframes=5:b-pyramid=normal:ref=2:scenecut=0" },
        { "film.webm", "hidden frames", "-f lavfi -i testsrc2=size=320x180:rate=25:duration=5 -c:v libvpx-vp9 -deadline good -cpu-used 8 -auto-alt-ref 1 -lag-in-frames 16 -g 50" },
        { "film.mp4", "a variable rate", "-f lavfi -i testsrc2=size=320x180:rate=24:duration=9 -vf select=gt(mod(n\\,7)\\,3)+lt(n\\,30) -fps_mode vfr -c:v libx264 -bf 2 -g 40" },
        { "film.mp4", "longer frames than the distance", "-f lavfi -i testsrc2=size=320x180:rate=2/5:duration=15 -c:v libx264 -bf 0" },
        { "film.mp4", "a late start, longer sound", "-itsoffset 1.5 -f lavfi -i testsrc2=size=320x180:rate=24:duration=3 -f lavfi -i sine=duration=7 -c:v libx264 -fps_mode passthrough -c:a aac" },
        { "film.mp4", "small samples that are not square", "-f lavfi -i testsrc2=size=144x180:rate=24:duration=4 -vf setsar=16/9 -c:v libx264" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Package_WithThumbnails_ShowsTheFrameOfEachTime(string name, string what, string arguments)
    {
        var source = await TestMedia.MakeAsync(_folder[name], arguments, Token);

        await PackageAsync(source);

        var thumbnails = await PackagedThumbnails.ReadAsync(_folder["out"], Token);
        var frames = await ThumbnailFrames.DecodeAsync(source, thumbnails[0].Width, thumbnails[0].Height, Token);
        for (var second = 0; second < thumbnails.Count; second++)
        {
            Assert.Equal(second, thumbnails[second].Start);
            var likeness = frames.Select(frame => thumbnails[second].LikenessTo(frame.Luma)).ToList();
            var expected = Math.Max(0, frames.FindLastIndex(frame => frame.Seconds <= second));
            Assert.True(likeness.IndexOf(likeness.Max()) == expected, $"{what}: at {second} s frame {likeness.IndexOf(likeness.Max())} and not {expected}");
            Assert.InRange(likeness[expected], 26, 100);
        }
    }

    [Theory]
    [InlineData(90)]
    [InlineData(270)]
    public async Task Package_OfATurnedPicture_HasUprightThumbnails(int degrees)
    {
        var upright = await TestMedia.MakeAsync(_folder["upright.mp4"], Moving + " -t 3 -c:v libx264", Token);
        var source = await TestMedia.MakeAsync(_folder["turned.mp4"], $"-display_rotation {degrees} -i {upright} -c copy", Token);

        await PackageAsync(source);

        var first = (await PackagedThumbnails.ReadAsync(_folder["out"], Token))[0];
        Assert.Equal((180, 320), (first.Width, first.Height));
        Assert.InRange(first.LikenessTo((await ThumbnailFrames.DecodeAsync(source, 180, 320, Token))[0].Luma), 26, 100);
    }

    [Fact]
    public async Task Package_WithAnotherThumbnail_IsNotProven()
    {
        var source = await TestMedia.MakeAsync(_folder["film.mp4"], Moving + " -c:v libx264 -t 3", Token);
        await PackageAsync(source);
        var sheet = await File.ReadAllBytesAsync(_folder["out/thumbnails/1.jpg"], Token);
        sheet[^9] ^= 1;
        await File.WriteAllBytesAsync(_folder["out/thumbnails/1.jpg"], sheet, Token);

        var end = await new RushesProgram(_folder["work"]).RunAsync(Token, "verify", _folder["out"]);

        Assert.Equal(5, end.ExitCode);
        Assert.Contains("thumbnails/1.jpg", end.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("package.thumbnails", "--mp4")]
    [InlineData("package.encrypt_thumbnails", "--dash", "--encrypt", "keys.yaml")]
    public async Task Package_ThatCanHaveNoThumbnails_IsRefused(string code, params string[] options)
    {
        var source = await TestMedia.MakeAsync(_folder["film.mp4"], Moving + " -c:v libx264 -t 1", Token);
        _folder.Write("keys.yaml", "version: 1\nkeys:\n  - {label: ALL, kid: 5c6f1b3e0a5f4b529d3b0f7d2f6f1c11, key: 0123456789abcdef0123456789abcdef}\n");

        var end = await new RushesProgram(_folder["work"]).RunAsync(
            Token, ["package", source, "--out", _folder["out"], "--thumbnails", "1s", .. options.Select(option => option == "keys.yaml" ? _folder[option] : option)]);

        Assert.Equal(2, end.ExitCode);
        Assert.Contains(code, end.Errors, StringComparison.Ordinal);
    }

    private async Task PackageAsync(string source)
    {
        var end = await new RushesProgram(_folder["work"]).RunAsync(Token, "package", source, "--out", _folder["out"], "--thumbnails", "1s", "--hls", "--dash");
        Assert.True(end.ExitCode == 0, end.ToString());
        var verified = await new RushesProgram(_folder["work"]).RunAsync(Token, "verify", _folder["out"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }
}
