using Rushes.Contracts;
using Rushes.Testing;
using Rushes.Tools.Probing;

namespace Rushes.Tools.Tests.Probing;

public sealed class FrameScanTests : IDisposable
{
    private const string Clip = "-f lavfi -i testsrc2=size=96x64:rate=25:duration=2 -c:v libx264 -preset ultrafast -bf 2 -g 20 -sc_threshold 0";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scan_Mp4_GivesEveryFrameAndKey()
    {
        var frames = await ScannedAsync(await TestMedia.MakeAsync(_folder["a.mp4"], Clip, Token));

        Assert.Equal(new Rational { Numerator = 1, Denominator = 12800 }, frames.TimeBase);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => i * 512L), frames.Times);
        Assert.Equal(frames.Times, frames.PresentationTimes);
        Assert.Equal([0, 20 * 512, 40 * 512], frames.KeyTimes);
        Assert.Equal((0, 0L), (frames.RepeatedTimes, frames.DecodeErrorCount));
    }

    [Fact]
    public async Task Scan_TransportStream_KeepsItsClock()
    {
        var path = await TestMedia.MakeAsync(_folder["a.ts"], $"{Clip} -output_ts_offset 100", Token);

        var frames = await ScannedAsync(path);

        Assert.Equal(50, frames.Times.Count);
        Assert.True(frames.Times[0] >= 100 * 90000);
        Assert.All(frames.Times.Zip(frames.Times.Skip(1)), pair => Assert.Equal(3600, pair.Second - pair.First));
        Assert.Equal(3, frames.KeyTimes.Count);
    }

    [Fact]
    public async Task Scan_TransportStreamCutAtItsEnd_GivesWhatIsThere()
    {
        var whole = await File.ReadAllBytesAsync(await TestMedia.MakeAsync(_folder["a.ts"], Clip, Token), Token);
        var path = _folder.Write("cut.ts", whole[..(whole.Length * 2 / 3)]);

        Assert.InRange((await ScannedAsync(path)).Times.Count, 20, 45);
    }

    [Fact]
    public async Task Scan_RotatedFilm_TellsUprightSize()
    {
        var path = await TestMedia.MakeAsync(_folder["a.mp4"], Clip, Token);
        var turned = await TestMedia.MakeAsync(_folder["b.mp4"], ["-display_rotation", "-90", "-i", path, "-c", "copy"], Token);

        var media = await ProbedAsync(turned);
        var frames = await ScannedAsync(turned);

        Assert.Equal(90, media.Video.Rotation);
        Assert.Equal((96, 64), (media.Video.Stored.Width, media.Video.Stored.Height));
        Assert.Equal((64, 96), (frames.Upright.Width, frames.Upright.Height));
    }

    [Fact]
    public async Task Scan_AnamorphicFilm_TellsPixelAspect()
    {
        var path = await TestMedia.MakeAsync(_folder["a.mp4"], $"{Clip} -vf setsar=16/11", Token);

        Assert.Equal(new Rational { Numerator = 16, Denominator = 11 }, (await ScannedAsync(path)).PixelAspect);
    }

    [Fact]
    public async Task Scan_PacketsWithoutTimes_StillGivesEveryFrame()
    {
        var path = await TestMedia.MakeAsync(_folder["a.264"], $"{Clip} -f h264", Token);

        var frames = await ScannedAsync(path);

        Assert.Equal(50, frames.Times.Count);
        Assert.All(frames.Times.Zip(frames.Times.Skip(1)), pair => Assert.True(pair.Second > pair.First));
    }

    [Fact]
    public async Task Scan_SamplesBeyondTheEnd_IsTruncated()
    {
        var whole = await File.ReadAllBytesAsync(
            await TestMedia.MakeAsync(_folder["a.mp4"], $"{Clip} -movflags +faststart", Token), Token);
        var path = _folder.Write("cut.mp4", whole[..(whole.Length * 3 / 4)]);

        Assert.Equal("input.truncated", await RefusedAsync(path));
    }

    [Fact]
    public async Task Probe_NoMoov_IsTruncated()
    {
        var whole = await File.ReadAllBytesAsync(await TestMedia.MakeAsync(_folder["a.mp4"], Clip, Token), Token);
        var path = _folder.Write("cut.mp4", whole[..(whole.Length / 2)]);

        var outcome = await new MediaProbe(TestMedia.Runner, await TestMedia.FfprobeAsync()).ProbeAsync(path, Token);

        Assert.Equal("input.truncated", Assert.IsType<ProbeOutcome.Refused>(outcome).Failure.Code);
    }

    [Fact]
    public async Task Scan_HeaderWithoutSamples_HasNoLength()
    {
        var whole = await File.ReadAllBytesAsync(
            await TestMedia.MakeAsync(_folder["a.mp4"], $"{Clip} -movflags +frag_keyframe+empty_moov", Token), Token);
        var header = whole.AsSpan().IndexOf("moof"u8) - 4;

        Assert.Equal("input.zero_length", await RefusedAsync(_folder.Write("init.mp4", whole[..header])));
    }

    [Fact]
    public async Task Scan_SamplesThatAreNoise_HasNoFrames()
    {
        var whole = await File.ReadAllBytesAsync(await TestMedia.MakeAsync(_folder["a.mp4"], Clip, Token), Token);
        var mdat = whole.AsSpan().IndexOf("mdat"u8) + 4;
        var moov = whole.AsSpan().IndexOf("moov"u8) - 4;
        whole.AsSpan(mdat, moov - mdat).Fill(0xFF);

        Assert.Equal("input.no_frames", await RefusedAsync(_folder.Write("noise.mp4", whole)));
    }

    [Fact]
    public async Task Scan_ManyFrames_ReportsProgress()
    {
        var path = await TestMedia.MakeAsync(_folder["a.mp4"], Clip.Replace("duration=2", "duration=10", StringComparison.Ordinal), Token);
        var reports = new List<long>();
        var media = await ProbedAsync(path);

        await new FrameScan(TestMedia.Runner, await TestMedia.FfmpegAsync()).RunAsync(path, media.Video, reports.Add, Token);

        Assert.Equal([100, 200], reports);
    }

    [Fact]
    public async Task Scan_ContainerWithoutPresentationOrder_GivesEveryFrameARisingTime()
    {
        var frames = await ScannedAsync(TestMedia.Shared("a-content/tos_1080p24_hevc10_40s.mp4"));

        Assert.Equal(1056, frames.Times.Count);
        Assert.Equal(2, frames.RepeatedTimes);
        Assert.All(
            frames.PresentationTimes.Zip(frames.PresentationTimes.Skip(1)).Skip(1),
            pair => Assert.InRange(pair.Second - pair.First, 50000, 50001));
    }

    [Fact]
    public async Task Scan_TimesTooFarApart_AreRefused()
    {
        var listing = new FakeToolRunner("#tb 0: 1/90000", "#dimensions 0: 96x64", "0, 0, 0, 3600, 100, 0x1", "0, 1, 2305843009213693951, 3600, 100, 0x1");
        var video = new ProbedVideo(
            0, "h264", "yuv420p", 8, new Resolution { Width = 96, Height = 64 }, new Rational { Numerator = 1, Denominator = 1 }, 0, new Colour(), "",
            new Rational { Numerator = 25, Denominator = 1 }, new Rational { Numerator = 1, Denominator = 90000 });

        var outcome = await new FrameScan(listing, await TestMedia.FfmpegAsync()).RunAsync(_folder["a.ts"], video, onProgress: null, Token);
        var packets = await new PacketScan(listing, await TestMedia.FfmpegAsync()).FindTimelineAsync(_folder["a.ts"], 0, Token);

        Assert.Equal("input.times", Assert.IsType<ScanOutcome.Refused>(outcome).Failure.Code);
        Assert.Null(packets);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<ScannedFrames> ScannedAsync(string path) =>
        Assert.IsType<ScanOutcome.Scanned>(await ScanAsync(path)).Frames;

    private static async Task<string> RefusedAsync(string path) =>
        Assert.IsType<ScanOutcome.Refused>(await ScanAsync(path)).Failure.Code;

    private static async Task<ScanOutcome> ScanAsync(string path) =>
        await new FrameScan(TestMedia.Runner, await TestMedia.FfmpegAsync()).RunAsync(path, (await ProbedAsync(path)).Video, null, Token);

    private static async Task<ProbedMedia> ProbedAsync(string path)
    {
        var outcome = await new MediaProbe(TestMedia.Runner, await TestMedia.FfprobeAsync()).ProbeAsync(path, Token);
        return Assert.IsType<ProbeOutcome.Probed>(outcome).Media;
    }
}
