using System.Text.Json;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Packaging;

/// <summary><c>rushes package</c> on files that others encoded, judged by FFmpeg.</summary>
public sealed class PackageCommandTests : IDisposable
{
    private const string Moving = "-f lavfi -i testsrc2=size=192x108:rate=30000/1001:duration=6";
    private const string Sound = " -f lavfi -i sine=duration=6:sample_rate=48000";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Streamed { get; } = new()
    {
        { "film.mp4", Moving + Sound + " -c:v libx264 -bf 3 -g 60 -c:a aac" },
        { "film.mov", Moving + Sound + " -c:v libx265 -x265-params log-level=none:open-gop=0:keyint=60 -tag:v hvc1 -c:a aac" },
        { "film.mp4", Moving + Sound + " -c:v libsvtav1 -preset 12 -svtav1-params keyint=60 -c:a libopus" },
        { "film.webm", Moving + Sound + " -c:v libvpx-vp9 -deadline realtime -g 60 -c:a libopus" },
        { "film.ts", Moving + Sound + " -c:v libx264 -bf 2 -g 60 -c:a aac -output_ts_offset 7" },
        { "film.mp4", Moving + Sound + " -c:v libx264 -g 60 -c:a ac3" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Streamed))]
    public async Task Package_OfAnOrdinaryFile_StreamsItsFramesAndVerifies(string name, string arguments)
    {
        var source = await TestMedia.MakeAsync(_folder[name], arguments, Token);

        await RunAsync("package", source, "--out", _folder["out"], "--hls", "--dash", "--mp4", "--segment", "2s");

        await PackagedMedia.SameFramesAsync(source, _folder["out/master.m3u8"]);
        await PackagedMedia.SameFramesAsync(source, _folder["out/manifest.mpd"]);
        var file = Directory.GetFiles(_folder["out/mp4"]).Single();
        await PackagedMedia.SameFramesAsync(source, file);
        await PackagedMedia.SameSoundAsync(source, file, 5);
        await RunAsync("verify", _folder["out"]);
        using var proof = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["out/proof.json"], Token));
        Assert.Equal($$"""{"size":{{new FileInfo(source).Length}}}""", Assert.Single(proof.RootElement.GetProperty("sources").EnumerateArray()).GetRawText().Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings(""));
    }

    /// <summary>Edit lists, hidden starts, variable rate, rotation, HDR.</summary>
    [Theory]
    [InlineData("b-hdr/sample_edit_list.mp4")]
    [InlineData("b-hdr/hdr10-av1.mp4")]
    [InlineData("g-phone/cursed-vfr.mp4")]
    [InlineData("g-phone/rotate-buck-bunny.mp4")]
    [InlineData("i-fragmented/wave_cmaf_t1_5994.mp4")]
    public async Task Package_OfSharedMedia_StreamsAndVerifies(string name)
    {
        await RunAsync("package", TestMedia.Shared(name), "--out", _folder["out"], "--hls", "--dash", "--mp4", "--segment", "1s");

        var streamed = await FrameHashes.ReadAsync(_folder["out/manifest.mpd"], "0:v:0", Token);
        var packets = await FrameHashes.ReadAsync(TestMedia.Shared(name), "0:v:0", Token);
        Assert.Subset(streamed.Select(frame => frame.Hash).ToHashSet(), packets.Select(frame => frame.Hash).ToHashSet());
        await RunAsync("verify", _folder["out"]);
    }

    [Fact]
    public async Task Package_WithSegmentsAsFiles_StreamsTheSameFrames()
    {
        var source = await TestMedia.MakeAsync(_folder["film.mp4"], Moving + Sound + " -c:v libx264 -bf 3 -g 60 -c:a aac", Token);

        await RunAsync("package", source, "--out", _folder["out"], "--hls", "--dash", "--segment", "2s", "--segments", "files");

        await PackagedMedia.SameFramesAsync(source, _folder["out/master.m3u8"]);
        await PackagedMedia.SameFramesAsync(source, _folder["out/manifest.mpd"]);
        Assert.Equal(3, Directory.GetFiles(_folder["out/video/avc/108p"], "seg-*.m4s").Length);
        await RunAsync("verify", _folder["out"]);
    }

    [Theory]
    [InlineData("interleaved")]
    [InlineData("copyable")]
    public async Task Package_OfAMezzanine_IsQuickTimeWithItsTimecode(string layout)
    {
        var source = await TestMedia.MakeAsync(
            _folder["film.mov"], Moving + Sound + " -c:v prores_ks -profile:v hq -pix_fmt yuv422p10le -c:a pcm_s24le -timecode 01:00:00;02", Token);

        await RunAsync("package", source, "--out", _folder["out"], "--layout", layout);

        var file = _folder["out/mov/prores-hq-108p.mov"];
        await PackagedMedia.SameFramesAsync(source, file);
        await PackagedMedia.SameSoundAsync(source, file, 6);
        var probe = await PackagedMedia.ProbeAsync(file);
        Assert.Contains("\"timecode\": \"01:00:00;02\"", probe, StringComparison.Ordinal);
        Assert.Contains("\"codec_tag_string\": \"apch\"", probe, StringComparison.Ordinal);
        Assert.Contains("\"codec_name\": \"pcm_s24le\"", probe, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_OfIndexes_IsTheSameTracks()
    {
        var source = await TestMedia.MakeAsync(_folder["film.mp4"], Moving + Sound + " -c:v libx264 -g 60 -c:a aac", Token);
        await RunAsync("package", source, "--out", _folder["first"], "--segment", "2s");

        await RunAsync("package", _folder["first/index/video-avc-108p.rfi"], _folder["first/index/audio-aac-und-aac-1.0.rfi"], "--out", _folder["second"], "--segment", "2s");

        Assert.Equal(await File.ReadAllBytesAsync(_folder["first/video/avc/108p.mp4"], Token), await File.ReadAllBytesAsync(_folder["second/video/avc/108p.mp4"], Token));
        Assert.Equal(await File.ReadAllBytesAsync(_folder["first/audio/und-aac-1.0.mp4"], Token), await File.ReadAllBytesAsync(_folder["second/audio/und-aac-1.0.mp4"], Token));
    }

    [Fact]
    public async Task Package_WithSubtitles_NamesThemWithTheirLanguage()
    {
        var source = await TestMedia.MakeAsync(_folder["film.mp4"], Moving + " -c:v libx264 -g 60", Token);
        await File.WriteAllTextAsync(_folder["subs.de.sdh.vtt"], "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHallo\n", Token);

        await RunAsync("package", source, "--out", _folder["out"], "--text", _folder["subs.de.sdh.vtt"]);

        Assert.Contains("LANGUAGE=\"de\"", await File.ReadAllTextAsync(_folder["out/master.m3u8"], Token), StringComparison.Ordinal);
        Assert.Contains("X-TIMESTAMP-MAP=MPEGTS:90000,LOCAL:00:00:00.000", await File.ReadAllTextAsync(_folder["out/text/de-sdh.vtt"], Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_OfAMezzanineAsStreams_IsRefusedAndLeavesNothing()
    {
        var source = await TestMedia.MakeAsync(_folder["film.mov"], Moving + " -c:v prores_ks", Token);

        var end = await Program().RunAsync(Token, "package", source, "--out", _folder["out"], "--hls");

        Assert.True(end.ExitCode == 2, end.ToString());
        Assert.Contains("package.codec", end.Errors, StringComparison.Ordinal);
        Assert.Equal(["film.mov", "work"], Directory.EnumerateFileSystemEntries(_folder[""]).Select(path => Path.GetFileName(path)).Order());
    }

    [Fact]
    public async Task Encode_WithMp4AndSegmentFiles_MakesBoth()
    {
        var source = await TestMedia.MakeAsync(_folder["film.mp4"], Moving + Sound + " -c:v libx264 -g 60 -c:a aac", Token);
        var ladder = _folder.Write("ladder.yaml", "version: 1\ncodec: avc\nsegment: 2s\nrenditions:\n  - {name: tiny, height: 108, lossless: true}\n");

        await RunAsync("encode", source, "--out", _folder["out"], "--ladder", ladder, "--mp4", "--segments", "files");

        await PackagedMedia.SameFramesAsync(source, _folder["out/mp4/avc-tiny.mp4"]);
        await PackagedMedia.SameFramesAsync(source, _folder["out/master.m3u8"]);
        Assert.True(File.Exists(_folder["out/video/avc/tiny/seg-00003.m4s"]));
        await RunAsync("verify", _folder["out"]);
    }

    [Fact]
    public async Task Package_OfWhatIsNoMedia_IsRefused()
    {
        await TestMedia.FfmpegAsync();
        await File.WriteAllTextAsync(_folder["film.mp4"], new string('x', 5000), Token);

        var end = await Program().RunAsync(Token, "package", _folder["film.mp4"], "--out", _folder["out"]);

        Assert.True(end.ExitCode == 3, end.ToString());
        Assert.False(Directory.Exists(_folder["out"]));
    }

    private RushesProgram Program() => new(_folder["work"]);

    private async Task RunAsync(params string[] arguments)
    {
        var end = await Program().RunAsync(Token, arguments);
        Assert.True(end.ExitCode == 0, end.ToString());
    }
}
