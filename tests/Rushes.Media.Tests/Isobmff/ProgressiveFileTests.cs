using System.Text.Json;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Progressive;
using Rushes.Media.QuickTime;
using Rushes.Media.Tests.Indexing;
using Rushes.Media.Timelines;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Isobmff;

/// <summary>Progressive files as FFmpeg reads them.</summary>
public sealed class ProgressiveFileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FileFlavour.Mp4, false)]
    [InlineData(FileFlavour.Mp4, true)]
    [InlineData(FileFlavour.QuickTime, false)]
    public async Task Written_OfChunks_DecodesToTheFramesAndTimesOfItsSources(FileFlavour flavour, bool copyable)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        var timeline = Timeline.FromSource(new Rational(1001, 30000), [.. Enumerable.Range(0, 90).Select(i => (long)i)], 1, [0]);
        var video = await Packaged.VideoAsync(folder, "v", timeline, [0, 60], new SegmentPlan(timeline, 2000));
        var audio = await Packaged.AudioAsync(folder, "a", 3, "stereo");
        var file = new ProgressiveFile(
            [new ProgressiveTrack(video), new ProgressiveTrack(audio) { Language = "de", Name = "Deutsch" }],
            new ProgressiveOptions { Flavour = flavour, Copyable = copyable });

        var path = folder[flavour == FileFlavour.Mp4 ? "out.mp4" : "out.mov"];
        await WriteAsync(folder, file, path);

        Assert.Equal(file.Size, new FileInfo(path).Length);
        var times = Enumerable.Range(0, 90).Select(i => $"{i * 1001}").ToArray();
        Assert.Equal(times, await FrameTimesAsync(path));
        Assert.Equal(await DigestsAsync(folder["v-0.mp4"]), (await DigestsAsync(path))[..60]);
        Assert.Equal(await DigestsAsync(folder["v-1.mp4"]), (await DigestsAsync(path))[60..]);
        
        // Its source says nothing of its priming.
        Assert.Equal(await SoundAsync(folder["a-audio.mp4"], "atrim=start_sample=1024"), await SoundAsync(path, "anull"));
    }

    [Fact]
    public async Task Written_AsQuickTime_SaysTimecodeColourFieldsAndLanguage()
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        await FFmpeg.RunAsync(
            "-f", "lavfi", "-i", "testsrc2=s=192x108:r=30000/1001:d=1",
            "-vf", "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709", "-c:v", "prores_ks", "-profile:v", "hq", "-pix_fmt", "yuv422p10le",
            "-movflags", "+frag_keyframe+empty_moov+default_base_moof", "-f", "mov", folder["p.mov"]);
        var chunk = await Packaged.ReadAsync(folder["p.mov"], 0);
        var timeline = Timeline.FromSource(
            new Rational(1001, 30000), [.. Enumerable.Range(0, (int)chunk.File.Samples.Count).Select(i => (long)i)], 1, [0]);
        var builder = new VideoIndexBuilder(timeline, [0]);
        builder.Add(chunk);
        var result = builder.Build();
        Assert.Empty(result.Problems);
        var index = result.Index!;
        Assert.True(Timecode.TryParse("01:00:00;02", new Rational(30000, 1001), out var start));
        var file = new ProgressiveFile(
            [new ProgressiveTrack(index) { Colour = new Colour(1, 1, 1, false) }],
            new ProgressiveOptions { Flavour = FileFlavour.QuickTime, Timecode = new TimecodeTrack(start, "A001_C002") });

        var path = folder["out.mov"];
        await WriteAsync(folder, file, path);

        using var probed = await ProbeAsync(path);
        var streams = probed.RootElement.GetProperty("streams");
        var picture = streams[0];
        Assert.Equal(("prores", "apch"), (picture.GetProperty("codec_name").GetString(), picture.GetProperty("codec_tag_string").GetString()));
        Assert.Equal("bt709", picture.GetProperty("color_primaries").GetString());
        Assert.Equal("30000/1001", picture.GetProperty("avg_frame_rate").GetString());
        Assert.Equal("01:00:00;02", picture.GetProperty("tags").GetProperty("timecode").GetString());
        Assert.Equal("A001_C002", streams[1].GetProperty("tags").GetProperty("reel_name").GetString());
        Assert.Equal(await DigestsAsync(folder["p.mov"]), await DigestsAsync(path));
    }

    [Fact]
    public void Layout_BeyondFourGibibytes_HasLongOffsetsAndTheRightSize()
    {
        var index = Indexes.Video(3000, 25, 1, 25, 100, _ => 2_000_000);
        var file = new ProgressiveFile([new ProgressiveTrack(index)], new ProgressiveOptions());

        var header = file.Runs().First().Boxes;
        Assert.True(header.Span.IndexOf("co64"u8) > 0);
        Assert.Equal(file.Size, file.Runs().Sum(run => run.Length));
        Assert.Equal(6_000_000_000, file.Size - header.Length);
    }

    private static async Task WriteAsync(TemporaryFolder folder, ProgressiveFile file, string path)
    {
        await using var output = File.Create(path);
        var sources = file.Tracks.Select(track => Packaged.Source(folder, track)).ToArray();
        await FileWriter.WriteAsync(file, sources, output, Token);
        foreach (var source in sources)
        {
            await source.DisposeAsync();
        }
    }

    private static async Task<JsonDocument> ProbeAsync(string path) =>
        JsonDocument.Parse(await FFmpeg.ProbeAsync("-show_streams", "-of", "json", path));

    private static async Task<string[]> FrameTimesAsync(string path) =>
        (await FFmpeg.ProbeAsync("-select_streams", "v", "-show_entries", "frame=pts", "-of", "csv=p=0", path))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd(',')).ToArray();

    private static async Task<string[]> DigestsAsync(string path) =>
        (await FFmpeg.RunAsync("-i", path, "-map", "0:v:0", "-fps_mode", "passthrough", "-f", "framemd5", "-"))
            .Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(',')[^1]).ToArray();

    private static Task<string> SoundAsync(string path, string filter) => FFmpeg.RunAsync("-i", path, "-map", "0:a:0", "-af", filter, "-f", "md5", "-");
}
