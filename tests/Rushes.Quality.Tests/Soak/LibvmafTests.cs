using System.Globalization;
using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Quality.Scores;
using Rushes.Quality.Tests.Workflow;
using Rushes.Testing;
using Rushes.Tools.Cutting;

namespace Rushes.Quality.Tests.Soak;

/// <summary>
/// Of every codec, of real clips, of high dynamic range and of fields: what is measured in windows, and in samples, is what one process of libvmaf
/// says of whole files. The table of docs/quality.md is what this prints.
/// </summary>
[Trait("Category", "Soak")]
[Trait("Soak", "libvmaf")]
public sealed class LibvmafTests(ITestOutputHelper output) : IAsyncDisposable
{
    // The size is one of H.263, and the length is two windows.
    private const string Source = "-f lavfi -i testsrc2=size=352x288:rate=25:duration=32,noise=alls=12:allf=t+u:all_seed=7,setsar=12/11";
    private const string Mezzanine = "-pix_fmt yuv420p -c:v libx264 -preset ultrafast -crf 12 -g 60";
    // Of a real clip: enough for every kind of its pictures, and soon done.
    private const int MostFrames = 300;

    private const string Upscaled = "scale=352:288:flags=bicubic,format=";

    private readonly QualityFilm _film = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _film.DisposeAsync();

    [Theory]
    [InlineData("AVC", "mp4", "yuv420p", "-c:v libx264 -preset veryfast -crf 33")]
    [InlineData("AVC", "mp4", "yuv420p10le", "-c:v libx264 -preset veryfast -crf 33")]
    [InlineData("HEVC", "mp4", "yuv420p", "-c:v libx265 -preset ultrafast -x265-params log-level=none:crf=33:open-gop=1")]
    [InlineData("HEVC", "mp4", "yuv420p10le", "-c:v libx265 -preset ultrafast -x265-params log-level=none:crf=33")]
    [InlineData("AV1", "mp4", "yuv420p", "-c:v libsvtav1 -preset 12 -crf 45")]
    [InlineData("AV1", "mp4", "yuv420p10le", "-c:v libsvtav1 -preset 12 -crf 45")]
    [InlineData("VP9", "webm", "yuv420p", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -crf 45 -b:v 0")]
    [InlineData("VP9", "mp4", "yuv420p10le", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -crf 45 -b:v 0")]
    [InlineData("ProRes", "mov", "yuv422p10le", "-c:v prores_ks -profile:v proxy")]
    [InlineData("DNxHR LB", "mov", "yuv422p", "-c:v dnxhd -profile:v dnxhr_lb")]
    [InlineData("DNxHR HQX", "mov", "yuv422p10le", "-c:v dnxhd -profile:v dnxhr_hqx")]
    [InlineData("MPEG-2", "ts", "yuv420p", "-c:v mpeg2video -b:v 500k -bf 2 -g 15")]
    [InlineData("H.263", "mov", "yuv420p", "-c:v h263 -b:v 300k")]
    public async Task Measure_EveryCodec_IsWhatOneProcessSays(string codec, string container, string format, string encoder)
    {
        var reference = await _film.MakeAsync("film.mkv", $"{Source} {Mezzanine}", Token);
        var encoded = await _film.MakeAsync($"encode.{container}", $"-i {reference} -pix_fmt {format} {encoder}", Token);

        await AssertEqualAsync($"{codec}, {format}", reference, encoded, "null", Upscaled + Compared(format));
    }

    [Theory]
    [InlineData("KristenAndSara_720p60.hevc", 1280, 720, "yuv420p")]
    [InlineData("Seeking_30_480_1050.mp4", 720, 480, "yuv420p")]
    [InlineData("bbb_1080p25_51_30s.ts", 1920, 1080, "yuv420p")]
    [InlineData("bbb_1080p60_51_2s.mp4", 1920, 1080, "yuv420p")]
    [InlineData("car-detection.mp4", 768, 432, "yuv420p")]
    [InlineData("mediabunny_video.mp4", 1920, 1080, "yuv420p")]
    [InlineData("park_joy_720p24.mp4", 1280, 720, "yuv420p")]
    [InlineData("tos_1080p24_hevc10_40s.mp4", 1920, 1080, "yuv420p10le")]
    public async Task Measure_RealClip_IsWhatOneProcessSays(string clip, int width, int height, string format)
    {
        var reference = TestMedia.Shared($"a-content/{clip}");
        _film.Add(reference);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} -map 0:v:0 -fps_mode passthrough -frames:v {MostFrames} -vf scale=-2:360 -pix_fmt yuv420p -c:v libx264 -preset veryfast -crf 28", Token);
        var scaling = string.Create(CultureInfo.InvariantCulture, $"scale={width}:{height}:flags=bicubic,format={format}");

        await AssertEqualAsync(clip, reference, encoded, $"trim=end_frame={MostFrames},{scaling}", scaling, frames: MostFrames);
    }

    [Fact]
    public async Task Measure_HighDynamicRange_IsWhatOneProcessSays()
    {
        var reference = TestMedia.Shared("b-hdr/hdr10-av1.mp4");
        _film.Add(reference);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} -map 0:v:0 -fps_mode passthrough -vf scale=360:640 -pix_fmt yuv420p10le -c:v libx265 -preset ultrafast -x265-params log-level=none:crf=30", Token);
        const string Scaling = "scale=720:1280:flags=bicubic,format=yuv420p10le";

        await AssertEqualAsync("hdr10-av1.mp4 (PQ)", reference, encoded, Scaling, Scaling);
    }

    [Fact]
    public async Task Measure_Deinterlaced_IsWhatOneProcessSays()
    {
        var reference = await _film.MakeAsync("film.mkv", $"{Source.Replace("rate=25", "rate=50", StringComparison.Ordinal)} -vf tinterlace=mode=interleave_top,fieldorder=tff {Mezzanine} -flags +ildct+ilme -top 1 -x264opts tff=1", Token);
        const string Whole = "bwdif=mode=send_frame:parity=tff:deint=all";
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} -vf {Whole} -c:v libx264 -preset veryfast -crf 33", Token);

        await AssertEqualAsync("fields, --deinterlace", reference, encoded, Whole, Upscaled + "yuv420p", new Steps { Deinterlacing = Deinterlacing.Frames });
    }

    // FFmpeg's matching does not find every frame of the film again: the judge is told to make the same pictures, of the whole in one go.
    [Fact]
    public async Task Measure_InverseTelecine_IsWhatOneProcessSays()
    {
        const string Film = "testsrc2=size=352x288:rate=24000/1001:duration=34,noise=alls=12:allf=t+u:all_seed=7,format=yuv420p";
        var film = await _film.MakeAsync("film.mkv", $"-f lavfi -i {Film} -c:v libx264 -preset ultrafast -qp 0", Token);
        var telecined = await _film.MakeAsync("telecined.mkv", $"-i {film} -vf telecine=pattern=23 -c:v libx264 -preset ultrafast -crf 12 -flags +ildct+ilme -top 1 -x264opts tff=1", Token);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {film} -c:v libx264 -preset veryfast -crf 33", Token);
        var steps = new Steps { InverseTelecine = true };
        var source = await _film.InspectAsync(telecined, steps, Token);
        await using var stream = File.OpenRead(new Uri(source.Timeline.Uri).LocalPath);
        var timeline = Timeline.ReadFrom(stream);
        var pictures = new PictureCut(source.Track, timeline, 0, timeline.Count).Filters();

        await AssertEqualAsync("telecine, --ivtc", telecined, encoded, string.Join(',', pictures), Upscaled + "yuv420p", steps);
    }

    private static string Compared(string format) => format.Contains("10", StringComparison.Ordinal) ? "yuv420p10le" : "yuv420p";

    // Whole and sampled, against the judge.
    private async Task AssertEqualAsync(string name, string reference, string encoded, string prepare, string scale, Steps? steps = null, int? frames = null)
    {
        var whole = await _film.QualityAsync(reference, encoded, Token, request => request.Steps = steps, frames);
        var sampled = await _film.QualityAsync(reference, encoded, Token, request => (request.Steps, request.Sampling) = (steps, new Sampling { Share = 0.02 }), frames);
        var format = scale[(scale.LastIndexOf("format=", StringComparison.Ordinal) + "format=".Length)..];
        var plain = await PlainVmaf.ScoreAsync(_film["."], reference, encoded, $"{prepare},format={format}", scale, Token);

        Assert.Equal(plain.Count, whole.Measured);
        var difference = Math.Abs(plain.Average(scores => (double)scores[0]) - whole.Metrics[0].Mean);
        var (ofFrames, ofSamples) = (Worst(whole, plain), Worst(sampled, plain));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {plain.Count} | {whole.Metrics[0].Mean:F3} | {difference:F7} | {ofFrames:F6} | {sampled.Measured} | {sampled.Metrics[0].Mean:F2} ± {sampled.Metrics[0].Error:F2} | {ofSamples:F6} |"));
        Assert.InRange(difference, 0, 1e-3);
        Assert.InRange(ofFrames, 0, 1e-3);
        Assert.InRange(ofSamples, 0, 1e-3);
    }

    // The largest difference of a frame.
    private static double Worst(VideoQuality quality, IReadOnlyList<float[]> plain)
    {
        using var stream = File.OpenRead(new Uri(quality.Scores.Uri).LocalPath);
        var metrics = FrameScores.ReadHeader(stream);
        return FrameScores.ReadFrames(stream, metrics.Count).Max(frame => Math.Abs(frame.Scores[0] - (double)plain[frame.Frame][0]));
    }
}
