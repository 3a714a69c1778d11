using System.Globalization;
using System.Security.Cryptography;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Manifests;
using Rushes.Media.Timelines;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Isobmff;

/// <summary>What FFmpeg, which shares no code with us, makes of a package.</summary>
public sealed class PackagedTrackTests
{
    [Theory]
    [InlineData(1, 25, 1, 226)]
    [InlineData(1001, 30000, 1, 272)]
    [InlineData(1, 90000, 3003, 130)]
    public async Task Package_OfChunksWithBFrames_PlaysAtBasePlusTimeline(long numerator, long denominator, long step, int count)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        var times = Enumerable.Range(0, count).Select(i => 1234 + (i * step)).ToArray();
        await CheckAsync(folder, Timeline.FromSource(new Rational(numerator, denominator), times, step, []));
    }

    [Fact]
    public async Task Package_OfVariableRateVideo_PlaysAtBasePlusTimeline()
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        var random = new Random(7);
        var time = 0L;
        var times = Enumerable.Range(0, 200).Select(_ => time += random.Next(1, 90)).ToArray();
        await CheckAsync(folder, Timeline.FromSource(new Rational(1, 1000), times, 21, []));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Package_OfOneToThreeFrames_Plays(int count)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        var times = Enumerable.Range(0, count).Select(i => (long)i).ToArray();
        await CheckAsync(folder, Timeline.FromSource(new Rational(1, 24), times, 1, []));
    }

    [Theory]
    [InlineData("mono", 1)]
    [InlineData("stereo", 2)]
    [InlineData("5.1", 6)]
    [InlineData("5.1(side)", 6)]
    [InlineData("7.1", 8)]
    public async Task Package_OfSound_KeepsChannelsAndLength(string layout, int channels)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        var index = await Packaged.AudioAsync(folder, "sound", 5, layout);
        Assert.Equal(channels, index.Format.Channels);
        Assert.Equal((-1024L, 5 * 48000L), (index.FirstTime, index.FirstTime + index.TotalDuration));
        var plan = await Packaged.WriteAsync(folder, "sound", index, AudioSegments.Starts(index, 2000), 1);
        Assert.Equal(3, plan.Segments.Count);
        Assert.Equal(Enumerable.Range(0, index.Count).Select(i => 48000L + index.PresentationTime(i)), await DecodedTimesAsync(folder["sound.mp4"], "0:a"));
    }

    private static async Task CheckAsync(TemporaryFolder folder, Timeline timeline)
    {
        var plan = new SegmentPlan(timeline, 1500, 500);
        var index = await Packaged.VideoAsync(folder, "chunk", timeline, ChunkStarts(plan, timeline.Count), plan);
        var seconds = (double)timeline.TotalDuration / timeline.Timescale;
        var sound = await Packaged.AudioAsync(folder, "chunk", seconds, "stereo");
        var leads = new[] { PackageBase.DecodeLead(index), PackageBase.DecodeLead(sound), new Rational(1, 7) };
        var packageBase = PackageBase.Seconds(leads.Max());
        var video = await Packaged.WriteAsync(
            folder, "video", index, plan.SegmentStarts, packageBase, new CmafTrackOptions { Colour = new Colour(1, 1, 1, false), DecodeLead = leads.Max() });
        var audio = await Packaged.WriteAsync(
            folder, "audio", sound, AudioSegments.Starts(sound, 1500), packageBase, new CmafTrackOptions { Language = "pt-BR" });

        var expected = Enumerable.Range(0, timeline.Count).Select(i => video.BaseTicks + timeline.PresentationTime(i)).ToArray();
        Assert.Equal(expected, await DecodedTimesAsync(folder["video.mp4"], "0:v"));
        Assert.Equal(leads.Max().CeilingTicks(timeline.Timescale), -video.Index.DecodeTime(0));
        await CheckIndexAsync(folder, "video", index);
        await CheckManifestsAsync(folder, timeline, video, audio);
    }

    // Whole segments, but the last two frames alone where that is possible.
    private static List<int> ChunkStarts(SegmentPlan plan, int count)
    {
        var starts = plan.ChunkStarts(3000).ToList();
        foreach (var start in plan.SegmentStarts.Where(start => start >= count - 2 && !starts.Contains(start)))
        {
            starts.Add(start);
        }

        return starts;
    }

    private static async Task CheckIndexAsync(TemporaryFolder folder, string name, FrameIndex chunks)
    {
        using var stored = File.OpenRead(folder[$"{name}.rfi"]);
        var index = FrameIndex.ReadFrom(stored);
        var media = await File.ReadAllBytesAsync(folder[$"{name}.mp4"], TestContext.Current.CancellationToken);
        var digests = await File.ReadAllBytesAsync(folder[$"{name}.rfd"], TestContext.Current.CancellationToken);
        Assert.Equal(chunks.Count, index.Count);
        Assert.Equal(index.Count * FrameDigests.BytesPerFrame, digests.Length);
        for (var i = 0; i < index.Count; i++)
        {
            var packaged = media.AsSpan((int)index.Offset(i), index.Size(i)).ToArray();
            var chunk = await File.ReadAllBytesAsync(folder[chunks.Chunks[chunks.ChunkOf(i)].Uri], TestContext.Current.CancellationToken);
            Assert.Equal(chunk.AsSpan((int)chunks.Offset(i), chunks.Size(i)).ToArray(), packaged);
            Assert.Equal(SHA256.HashData(packaged)[..16], digests[(i * 16)..((i + 1) * 16)]);
        }
    }

    private static async Task CheckManifestsAsync(TemporaryFolder folder, Timeline timeline, CmafTrackPlan video, CmafTrackPlan audio)
    {
        VideoPresentation[] videos = [new("108p", "video.mp4", "video.m3u8", video, new Rational(25, 1))];
        AudioPresentation[] sounds = [new("pt-BR-aac-2.0", "audio.mp4", "audio.m3u8", audio, "aac-2.0", "pt-BR", true)];
        await File.WriteAllTextAsync(folder["video.m3u8"], HlsMediaPlaylist.Create("video.mp4", video), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["audio.m3u8"], HlsMediaPlaylist.Create("audio.mp4", audio), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["master.m3u8"], HlsMultivariantPlaylist.Create(videos, sounds), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["manifest.mpd"], DashManifest.Create(videos, sounds), TestContext.Current.CancellationToken);
        foreach (var manifest in (string[])["master.m3u8", "manifest.mpd"])
        {
            Assert.Equal(timeline.Count, (await DecodedTimesAsync(folder[manifest], "0:v")).Length);
            Assert.Equal(audio.Index.Count, (await DecodedTimesAsync(folder[manifest], "0:a")).Length);
        }
    }

    private static async Task<long[]> DecodedTimesAsync(string path, string stream)
    {
        var text = await FFmpeg.RunAsync(
            "-copyts", "-i", path, "-map", stream, "-fps_mode", "passthrough", "-enc_time_base", "-1", "-f", "framemd5", "-");
        return [.. text.Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => long.Parse(line.Split(',')[2], CultureInfo.InvariantCulture))];
    }
}
