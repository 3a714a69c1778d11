using Rushes.Testing;

namespace Rushes.Tools.Tests.Cutting;

/// <summary>A film that is decoded in parts is the film that is decoded at once, or is found not to be.</summary>
public sealed class PartScanTests(ITestOutputHelper output) : IDisposable
{
    private const string Clip = "-f lavfi -i testsrc2=size=128x96:rate=25:duration=6 -pix_fmt yuv420p";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("film.mp4", "-c:v libx264 -preset veryfast -g 24")]
    [InlineData("film.mkv", "-c:v libx264 -preset veryfast -x264-params keyint=24:open-gop=1:scenecut=0")]
    [InlineData("film.ts", "-c:v libx264 -preset veryfast -g 24 -output_ts_offset 100")]
    [InlineData("film.mkv", "-c:v libx265 -preset ultrafast -x265-params keyint=24:open-gop=1:log-level=error")]
    [InlineData("film.mkv", "-c:v libvpx-vp9 -cpu-used 8 -deadline realtime -g 24")]
    [InlineData("film.mov", "-c:v prores_ks -profile:v 1 -pix_fmt yuv422p10le")]
    [InlineData("film.mxf", "-c:v mpeg2video -g 12 -bf 2")]
    [InlineData("film.mov", "-c:v mpeg2video -g 12 -bf 2 -vf setpts='if(gt(N,60),PTS+40*(N-60),PTS)' -fps_mode vfr")]
    public async Task Scan_InParts_IsTheWhole(string name, string encode)
    {
        var film = await TestMedia.MakeAsync(_folder[name], $"{Clip} {encode}", Token);

        Assert.Equal(DividedFilm.End.Same, await new DividedFilm(film, _folder).CompareAsync(Token));
    }

    [Fact]
    public async Task Scan_PacketsWithoutTimes_IsNotDivided()
    {
        var film = await TestMedia.MakeAsync(_folder["film.264"], $"{Clip} -c:v libx264 -preset veryfast -g 24", Token);

        Assert.Equal(DividedFilm.End.Undivided, await new DividedFilm(film, _folder).CompareAsync(Token));
    }

    [Fact]
    public async Task Scan_KeysThatDoNotRefreshAtOnce_AreFound()
    {
        // Its keys are marked, but the picture is whole only a group of pictures later.
        var film = await TestMedia.MakeAsync(
            _folder["film.mp4"], $"{Clip} -c:v libx264 -preset veryfast -x264-params keyint=24:intra-refresh=1:bframes=0:scenecut=0", Token);

        Assert.NotEqual(DividedFilm.End.Same, await new DividedFilm(film, _folder).CompareAsync(Token));
    }

    [Fact]
    public async Task Scan_DamageInside_IsFound()
    {
        var film = await TestMedia.MakeAsync(_folder["film.mp4"], $"{Clip} -vf scale=320:240,noise=alls=60:allf=t -c:v libx264 -preset superfast -g 24 -crf 1 -movflags +faststart", Token);
        // Behind what a demuxer looks at before it starts, or the packets alone would tell of it.
        var bytes = await File.ReadAllBytesAsync(film, Token);
        Assert.InRange(bytes.Length, 12_000_000, int.MaxValue);
        bytes.AsSpan(bytes.Length * 3 / 4, 300).Clear();
        await File.WriteAllBytesAsync(film, bytes, Token);

        Assert.Equal(DividedFilm.End.Unlike, await new DividedFilm(film, _folder).CompareAsync(Token));
    }

    /// <summary>Of every real file: what seems to fit does.</summary>
    [Fact]
    [Trait("Category", "Soak")]
    [Trait("Soak", "parts")]
    public async Task Scan_RealFilesInParts_AreTheWholeOrFoundNotToBe()
    {
        foreach (var name in TestMedia.SharedNames())
        {
            var end = await new DividedFilm(TestMedia.Shared(name), _folder).CompareAsync(Token);
            output.WriteLine($"{end,-9} {name}");
        }
    }
}
