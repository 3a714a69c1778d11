namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>A package in a browser: in its bare media source, and in the two players that most sites use.</summary>
[Collection(nameof(Undisturbed))]
public sealed class BrowserTests(MadePackages packages)
{
    private const double Millisecond = 0.001;
    private const double Frame = 1001.0 / 24000;
    private const int Frames = 173;

    // Four access units of sound: the fewest that are not shorter than two frames.
    private const double DecodeLead = 4096.0 / 48_000;

    private const string HlsJs = "hls.js/dist/hls.min.js";
    private const string Shaka = "shaka-player/dist/shaka-player.compiled.js";

    public static TheoryData<string, string, string> Players { get; } = new()
    {
        { HlsJs, "hls-player.js", "master.m3u8" },
        { Shaka, "shaka-player.js", "master.m3u8" },
        { Shaka, "shaka-player.js", "manifest.mpd" },
    };

    [Fact]
    public async Task MediaSource_ByteRangesAtTheManifestsOffset_StartsBothTracksAtZero()
    {
        var package = await packages.GetAsync(MadePackages.Stereo, TestContext.Current.CancellationToken);
        await using var page = await PlayerPage.OpenAsync(package, "pages/raw.js");
        PackagedTrack[] tracks = [package.Videos.Last(), package.Audios.Single()];

        var buffered = await page.AskAsync<double[][][]>("appendRanges", tracks.Select(FirstSegments).ToArray());

        // The sound's lead lies before zero, where the media source cuts it off.
        foreach (var (track, ranges) in tracks.Zip(buffered))
        {
            var range = Assert.Single(ranges);
            Assert.InRange(range[0], -Millisecond, Millisecond);
            var seconds = (double)track.Playlist.Segments.Take(2).Sum(segment => segment.Seconds);
            var end = track == tracks[0] ? seconds : seconds - DecodeLead;
            Assert.InRange(range[1], end - Frame, end + Frame);
        }

        Assert.InRange(await page.AskAsync<double>("playSome(1)"), 1, 3);
        var report = await page.AskAsync<PlaybackReport>("report()");
        Assert.Empty(report.Problems);
        Assert.InRange(report.FirstFrame, 0, Millisecond);
    }

    [Theory]
    [MemberData(nameof(Players))]
    public async Task Player_FromStartToEnd_PlaysEveryFrame(string module, string script, string manifest)
    {
        var package = await packages.GetAsync(MadePackages.Stereo, TestContext.Current.CancellationToken);
        await using var page = await PlayerPage.OpenAsync(package, "modules/" + module, "pages/" + script);
        await page.TellAsync("open", $"../package/{manifest}");
        Assert.Equal("90 180 270", string.Join(' ', await page.AskAsync<int[]>("heights()")));

        var report = await page.AskAsync<PlaybackReport>("playToEnd()");

        Assert.Empty(report.Problems);
        // DASH says where zero is; over HLS players put it at the first decode time, the same of all tracks.
        var late = manifest.EndsWith(".mpd", StringComparison.Ordinal) ? 0 : DecodeLead;
        Assert.InRange(report.FirstFrame, 0, late + (2 * Millisecond));
        Assert.InRange(report.Duration, (Frames * Frame) - Millisecond, (Frames * Frame) + late + (2 * Millisecond));
        Assert.InRange(report.Position, report.Duration - Frame, report.Duration + Millisecond);
        // Sound and picture are moved alike, also by shaka-player, which puts each track's own first decode time at zero.
        Assert.InRange(report.Offsets.Max() - report.Offsets.Min(), 0, Millisecond);
        Assert.Equal(report.Height * 16 / 9, report.Width);
        Assert.Equal(0, report.Corrupted);
        Assert.True(report.Frames >= Frames && report.Dropped <= 5, $"{report.Frames} frames, {report.Dropped} dropped");
    }

    [Theory]
    [MemberData(nameof(Players))]
    public async Task Player_SoughtAndSwitched_PlaysOnInTheOtherRendition(string module, string script, string manifest)
    {
        var package = await packages.GetAsync(MadePackages.Stereo, TestContext.Current.CancellationToken);
        await using var page = await PlayerPage.OpenAsync(package, "modules/" + module, "pages/" + script);
        await page.TellAsync("open", $"../package/{manifest}");

        // Only once it plays: at its start a player moves about by itself, over the gap before the first picture.
        await page.TellAsync("playSome(0.3)");
        var shown = await page.AskAsync<double>("seek", 3.1);

        Assert.InRange(shown, 3.1 - Frame - Millisecond, 3.1 + Millisecond);
        foreach (var height in (int[])[90, 270])
        {
            await page.TellAsync("switchTo", height);
            await page.TellAsync($"playUntil(() => video.videoHeight === {height})");
        }

        var report = await page.AskAsync<PlaybackReport>("report()");
        Assert.Empty(report.Problems);
        Assert.InRange(report.Position, 3.1 - Frame, report.Duration);
    }

    [Theory]
    [MemberData(nameof(Players))]
    public async Task Player_SwitchedBetweenFrameRates_PlaysOnToTheEnd(string module, string script, string manifest)
    {
        var package = await packages.GetAsync(MadePackages.TwoRates, TestContext.Current.CancellationToken);
        await using var page = await PlayerPage.OpenAsync(package, "modules/" + module, "pages/" + script);
        await page.TellAsync("open", $"../package/{manifest}");
        await page.TellAsync("playSome(0.3)");

        foreach (var height in (int[])[90, 270, 90])
        {
            await page.TellAsync("switchTo", height);
            await page.TellAsync($"playUntil(() => video.videoHeight === {height})");
        }

        var report = await page.AskAsync<PlaybackReport>("playToEnd()");

        Assert.Empty(report.Problems);
        Assert.Equal(0, report.Corrupted);
        Assert.InRange(report.Position, report.Duration - Frame, report.Duration + Millisecond);
    }

    private static object FirstSegments(PackagedTrack track)
    {
        var dash = track.Representation;
        ByteRange[] ranges = [dash.Initialization, .. track.Playlist.Segments.Take(2).Select(segment => segment.Range)];
        return new
        {
            url = "../package/" + track.Url,
            type = $"{dash.Kind}/mp4; codecs=\"{dash.Codecs}\"",
            offset = -(double)dash.PresentationTimeOffset / dash.Timescale,
            ranges = ranges.Select(range => new[] { range.Start, range.End }).ToArray(),
        };
    }
}
