using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>What <c>rushes package</c> makes of two renditions that FFmpeg encoded, in three players: clear and encrypted, with subtitles.</summary>
[Collection(nameof(Undisturbed))]
public sealed class PackagedPlaybackTests : IDisposable
{
    private const string Kid = "00112233445566778899aabbccddeeff";
    private const string Key = "0f0e0d0c0b0a09080706050403020100";

    private const string HlsJs = "hls.js/dist/hls.min.js";
    private const string Shaka = "shaka-player/dist/shaka-player.compiled.js";
    private const string DashJs = "dashjs/dist/modern/umd/dash.all.min.js";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, string> Players { get; } = Combined();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [Trait("Category", "Soak")]
    [Trait("Soak", "players")]
    [MemberData(nameof(Players))]
    public async Task Player_OfAPackage_SwitchesSeeksAndShowsText(string module, string script, string manifest, string form)
    {
        var package = await PackageAsync(form);
        await using var page = await PlayerPage.OpenAsync(package, "modules/" + module, "pages/" + script);
        await page.TellAsync("openProtected", new { url = $"../package/{manifest}", drm = DrmOf(form) });
        Assert.Equal("90 180", string.Join(' ', await page.AskAsync<int[]>("heights()")));

        await page.TellAsync("showText()");
        await page.TellAsync("playSome(0.3)");
        await page.TellAsync("seek", 2.1);
        foreach (var height in (int[])[180, 90])
        {
            await page.TellAsync("switchTo", height);
            await page.TellAsync($"playUntil(() => video.videoHeight === {height})");
        }

        await page.TellAsync("seek", 4.1);
        await page.TellAsync("playSome(0.2)");
        Assert.Equal("Guten Tag", await page.AskAsync<string>("textAt(4.5)"));
        await page.TellAsync("playUntil(() => video.currentTime >= 5.2)");
        var report = await page.AskAsync<PlaybackReport>("report()");

        Assert.Empty(report.Problems);
        Assert.Equal(0, report.Corrupted);
        Assert.InRange(report.Position, 5.2, 6.3);
    }

    [Theory]
    [Trait("Category", "Soak")]
    [Trait("Soak", "players")]
    [InlineData(Shaka, "shaka-player.js", "master.m3u8")]
    [InlineData(Shaka, "shaka-player.js", "manifest.mpd")]
    [InlineData(DashJs, "dash-player.js", "manifest.mpd")]
    public async Task Player_AskedForAThumbnail_NamesTheTile(string module, string script, string manifest)
    {
        var package = await PackageAsync("ranges", "--thumbnails", "1s");
        await using var page = await PlayerPage.OpenAsync(package, "modules/" + module, "pages/" + script);
        await page.TellAsync("openProtected", new { url = $"../package/{manifest}" });

        Assert.Equal("thumbnails/1.jpg#xywh=0,0,320,180", await page.AskAsync<string>("thumbnailAt", 0.2));
        Assert.Equal("thumbnails/1.jpg#xywh=0,180,320,180", await page.AskAsync<string>("thumbnailAt", 5.5));
    }

    [Theory]
    [Trait("Category", "Soak")]
    [Trait("Soak", "players")]
    [InlineData("ranges")]
    [InlineData("files")]
    [InlineData("encrypted")]
    public async Task ShakaPlayer_RunningFast_ShowsKeyFrames(string form)
    {
        var package = await PackageAsync(form);
        await using var page = await PlayerPage.OpenAsync(package, "modules/" + Shaka, "pages/shaka-player.js");

        var fetched = await page.AskAsync<string[]>("runFast", new { url = "../package/manifest.mpd", drm = DrmOf(form), rate = 4, to = 5.5 });

        Assert.Contains(fetched, url => url.Contains("/180p.trick", StringComparison.Ordinal));
        Assert.Empty((await page.AskAsync<PlaybackReport>("report()")).Problems);
    }

    private static object? DrmOf(string form) => form == "encrypted" ? new { licence = "../package/licence.json", kid = Kid, key = Key } : null;

    private static TheoryData<string, string, string, string> Combined()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var form in (string[])["ranges", "files", "encrypted"])
        {
            data.Add(HlsJs, "hls-player.js", "master.m3u8", form);
            data.Add(Shaka, "shaka-player.js", "master.m3u8", form);
            data.Add(Shaka, "shaka-player.js", "manifest.mpd", form);
            data.Add(DashJs, "dash-player.js", "manifest.mpd", form);
        }

        return data;
    }

    private async Task<Package> PackageAsync(string form, params string[] more)
    {
        string[] inputs = [await RenditionAsync(90), await RenditionAsync(180)];
        var text = _folder.Write("film.de.vtt", "WEBVTT\n\n00:00:04.000 --> 00:00:05.000\nGuten Tag\n");
        var keys = _folder.Write("keys.yaml", $"version: 1\nclearkey: true\nkeys:\n  - {{label: ALL, kid: {Kid}, key: {Key}}}\n");
        string[] options = form switch
        {
            "files" => ["--segments", "files"],
            "encrypted" => ["--encrypt", keys],
            _ => [],
        };
        var end = await new RushesProgram(_folder["work"]).RunAsync(
            Token, ["package", .. inputs, "--out", _folder["out"], "--hls", "--dash", "--segment", "2s", "--text", text, .. options, .. more]);
        Assert.True(end.ExitCode == 0, end.ToString());
        _folder.Write("out/licence.json", $$"""{"type":"temporary","keys":[{"kty":"oct","kid":"{{Base64Url(Kid)}}","k":"{{Base64Url(Key)}}"}]}""");
        return new Package(inputs[0], _folder["out"], []);
    }

    private Task<string> RenditionAsync(int height) => TestMedia.MakeAsync(
        _folder[$"{height}.mp4"],
        $"-f lavfi -i testsrc2=size={height * 16 / 9}x{height}:rate=24000/1001:duration=6.2 -f lavfi -i sine=440:duration=6.2:sample_rate=48000 -ac 2 -c:a aac "
        + "-c:v libx264 -bf 2 -x264-params keyint=48:min-keyint=48:scenecut=0:open-gop=0",
        Token);

    private static string Base64Url(string hex) => Convert.ToBase64String(Convert.FromHexString(hex)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
