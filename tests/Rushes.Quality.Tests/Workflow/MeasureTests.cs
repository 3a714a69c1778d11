using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Quality.Scores;

namespace Rushes.Quality.Tests.Workflow;

/// <summary>The service over small films, held against one process of libvmaf over the whole.</summary>
public sealed class MeasureTests : IAsyncDisposable
{
    private const int Frames = 1100;
    private const string Film = "-f lavfi -i testsrc2=size=192x108:rate=25:duration=44,noise=alls=12:allf=t+u:all_seed=7 -pix_fmt yuv420p -c:v libx264 -preset ultrafast -crf 12 -g 60";

    private readonly QualityFilm _film = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _film.DisposeAsync();

    [Fact]
    public async Task Measure_FilmOfSeveralWindows_IsWhatOneProcessSays()
    {
        var reference = await _film.MakeAsync("film.mkv", Film, Token);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} -vf scale=128:72 -c:v libx264 -preset veryfast -crf 33 -g 48 -bf 2", Token);

        var quality = await _film.QualityAsync(reference, encoded, Token, request => request.Metrics.AddRange([QualityMetric.Psnr, QualityMetric.Ssim]));

        var plain = await PlainVmaf.ScoreAsync(_film["."], reference, encoded, "null", "scale=192:108:flags=bicubic", Token);
        Assert.Equal((Frames, Frames), (quality.Frames, quality.Measured));
        Assert.Equal(plain.Select(scores => scores[0]), await ScoresAsync(quality));
        Assert.Equal(["vmaf", "psnr", "ssim"], quality.Metrics.Select(metric => metric.Name));
        Assert.All(quality.Metrics.Index(), metric => Assert.Equal(plain.Average(scores => (double)scores[metric.Index]), metric.Item.Mean, 1e-6));
        Assert.Equal("vmaf_v0.6.1", quality.Model);
    }

    [Theory]
    [InlineData("-an", "-vf scale=128:72 -colorspace bt709")]
    [InlineData("-colorspace smpte170m", "-vf scale=128:72")]
    public async Task Measure_OneOfTwoWithoutAMatrix_ComparesSamplesAsTheyAre(string ofFilm, string ofEncode)
    {
        var reference = await _film.MakeAsync("film.mkv", $"{Film} {ofFilm} -frames:v 60", Token);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} {ofEncode} -c:v libx264 -preset veryfast -crf 33 -g 48 -bf 2", Token);

        var quality = await _film.QualityAsync(reference, encoded, Token, _ => { });

        var plain = await PlainVmaf.ScoreAsync(_film["."], reference, encoded, "null", "scale=192:108:flags=bicubic", Token);
        Assert.Equal(plain.Select(scores => scores[0]), await ScoresAsync(quality));
    }

    [Fact]
    public async Task Measure_EncodeThatWasConvertedToAnotherMatrix_IsConvertedBack()
    {
        var reference = await _film.MakeAsync("film.mkv", $"{Film} -colorspace smpte170m -frames:v 60", Token);
        var kept = await _film.MakeAsync("kept.mp4", $"-i {reference} -c:v libx264 -preset veryfast -crf 20", Token);
        var converted = await _film.MakeAsync(
            "converted.mp4", $"-i {reference} -vf scale=in_color_matrix=bt601:out_color_matrix=bt709,setparams=colorspace=bt709 -c:v libx264 -preset veryfast -crf 20", Token);

        Assert.InRange(await VmafAsync(converted), await VmafAsync(kept) - 6, 100);

        async Task<double> VmafAsync(string encoded) => (await _film.QualityAsync(reference, encoded, Token, _ => { })).Metrics[0].Mean;
    }

    [Theory]
    [InlineData("-an")]
    [InlineData("-flags +ildct+ilme -x264opts tff=1")]
    public async Task Measure_Sample_HasTheScoresOfTheWholeAtItsFrames(string more)
    {
        var reference = await _film.MakeAsync("film.mkv", $"{Film} {more}", Token);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} -vf scale=128:72 -c:v libx264 -preset veryfast -crf 33 -g 48 -bf 2", Token);

        var whole = await _film.QualityAsync(reference, encoded, Token, Ask);
        var sampled = await _film.QualityAsync(reference, encoded, Token, request =>
        {
            Ask(request);
            request.Sampling = new Sampling { Share = 0.05 };
        });

        Assert.True(sampled.Sampled);
        Assert.Equal((Frames, 55), (sampled.Frames, sampled.Measured));
        var all = (await FramesAsync(whole)).ToDictionary();
        Assert.All(await FramesAsync(sampled), frame => Assert.Equal(all[frame.Key], frame.Value));
        var (mean, vmaf) = (whole.Metrics[0].Mean, sampled.Metrics[0]);
        Assert.InRange(vmaf.Error, 0.01, 10);
        Assert.InRange(mean, vmaf.Mean - vmaf.Error, vmaf.Mean + vmaf.Error);

        void Ask(MeasureRequest request)
        {
            request.Metrics.AddRange([QualityMetric.Psnr, QualityMetric.Ssim]);
            request.Steps = more != "-an" ? new Steps { Deinterlacing = Deinterlacing.Frames } : null;
        }
    }

    [Fact]
    public async Task Measure_SampleOfAFewFrames_MeasuresTheFirstAndTheLastAsTheWholeDoes()
    {
        const int Few = 16;
        var reference = await _film.MakeAsync("film.mp4", $"-f lavfi -i testsrc2=size=192x108:rate=25:duration=0.64,noise=alls=40:allf=t+u:all_seed=7 -pix_fmt yuv420p -c:v libx264 -preset ultrafast -crf 12", Token);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} -c:v libx264 -preset ultrafast -crf 40", Token);
        var whole = (await FramesAsync(await _film.QualityAsync(reference, encoded, Token))).ToDictionary();
        HashSet<int> seen = [];

        for (var count = 1; count <= Few / 2; count++)
        {
            var sampled = await _film.QualityAsync(reference, encoded, Token, request => request.Sampling = new Sampling { Share = (count + 0.5) / Few });
            var frames = await FramesAsync(sampled);
            Assert.Equal(count, frames.Count);
            Assert.All(frames, frame => Assert.Equal(whole[frame.Key], frame.Value));
            seen.UnionWith(frames.Select(frame => frame.Key));
        }

        Assert.Contains(0, seen);
        Assert.Contains(Few - 1, seen);
    }

    [Fact]
    public async Task Measure_WorstFrames_AreThereToLookAt()
    {
        var reference = await _film.MakeAsync("film.mp4", "-f lavfi -i testsrc2=size=192x108:rate=25:duration=4 -pix_fmt yuv420p -c:v libx264 -preset ultrafast -crf 12", Token);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} -vf gblur=sigma=3:enable='between(n,70,72)' -c:v libx264 -preset ultrafast -crf 20", Token);

        var quality = await _film.QualityAsync(reference, encoded, Token, request => request.WorstPictures = 2);

        Assert.Equal(2, quality.Worst.Count);
        Assert.InRange(quality.Worst[0].Frame, 70, 72);
        Assert.True(Math.Abs(quality.Worst[0].Frame - quality.Worst[1].Frame) > 24);
        var jpeg = await File.ReadAllBytesAsync(new Uri(quality.Worst[0].Picture.Uri).LocalPath, Token);
        Assert.Equal([0xFF, 0xD8], jpeg[..2]);
    }

    [Fact]
    public async Task Measure_Cropped_HoldsWhatIsLeftOfTheReferenceAgainstIt()
    {
        var reference = await _film.MakeAsync("film.mp4", "-f lavfi -i testsrc2=size=192x108:rate=25:duration=2 -pix_fmt yuv420p -c:v libx264 -preset ultrafast -crf 12", Token);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} -vf crop=160:80:16:12 -c:v libx264 -preset ultrafast -crf 35", Token);

        var quality = await _film.QualityAsync(
            reference, encoded, Token, request => request.Steps = new Steps { Crop = new Rectangle { Width = 160, Height = 80, Left = 16, Top = 12 } });

        var plain = await PlainVmaf.ScoreAsync(_film["."], reference, encoded, "crop=160:80:16:12", "null", Token);
        Assert.Equal(plain.Average(scores => (double)scores[0]), quality.Metrics[0].Mean, 1e-6);
        Assert.Equal((160, 80), (quality.Compared.Width, quality.Compared.Height));
    }

    [Fact]
    public async Task Measure_TenBits_StayTenBits()
    {
        var reference = await _film.MakeAsync("film.mp4", "-f lavfi -i testsrc2=size=192x108:rate=25:duration=1 -pix_fmt yuv420p10le -c:v libx265 -preset ultrafast -x265-params log-level=none:crf=10", Token);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} -pix_fmt yuv420p -c:v libx264 -preset ultrafast -crf 30", Token);

        var quality = await _film.QualityAsync(reference, encoded, Token);

        var plain = await PlainVmaf.ScoreAsync(_film["."], reference, encoded, "null", "format=yuv420p10le", Token);
        Assert.Equal(10, quality.Bits);
        Assert.Equal(plain.Average(scores => (double)scores[0]), quality.Metrics[0].Mean, 1e-6);
    }

    [Theory]
    [InlineData("testsrc2=size=192x108:rate=25:duration=0.04", 1)]
    [InlineData("color=black:size=192x108:rate=25:duration=1", 25)]
    public async Task Measure_OneFrameOrNothingToSee_HasAScore(string film, int frames)
    {
        var reference = await _film.MakeAsync("film.mp4", $"-f lavfi -i {film} -pix_fmt yuv420p -c:v libx264 -preset ultrafast -crf 12", Token);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} -c:v libx264 -preset ultrafast -crf 30", Token);

        var quality = await _film.QualityAsync(reference, encoded, Token);

        Assert.Equal(frames, quality.Measured);
        Assert.InRange(quality.Metrics[0].Mean, 20, 100);
    }

    [Fact]
    public async Task Measure_LightOfHighDynamicRange_SaysWhichModelSawIt()
    {
        const string Hdr = "-pix_fmt yuv420p10le -color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc -c:v libx265 -preset ultrafast -x265-params log-level=none:crf=";
        var reference = await _film.MakeAsync("film.mp4", $"-f lavfi -i testsrc2=size=192x108:rate=25:duration=1 {Hdr}10", Token);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} {Hdr}35", Token);

        var end = Assert.IsType<RunEnd<MeasureResponse>.Succeeded>(await _film.MeasureAsync(reference, encoded, Token));

        Assert.Equal("smpte2084", end.Response.Videos[0].Transfer);
        var finding = Assert.Single(end.Response.Findings);
        Assert.Equal(("quality.hdr", "smpte2084", "vmaf_v0.6.1"), (finding.Code, finding.Evidence["transfer"], finding.Evidence["model"]));
    }

    [Theory]
    [InlineData(VmafModel.Phone, "vmaf_v0.6.1 phone", "version=vmaf_v0.6.1\\\\:enable_transform=true")]
    [InlineData(VmafModel.FourK, "vmaf_4k_v0.6.1", "version=vmaf_4k_v0.6.1")]
    [InlineData(VmafModel.Neg, "vmaf_v0.6.1neg", "version=vmaf_v0.6.1neg")]
    public async Task Measure_AnotherModel_GivesTheScoresOfThatModel(VmafModel model, string name, string plainly)
    {
        var reference = await _film.MakeAsync("film.mp4", "-f lavfi -i testsrc2=size=192x108:rate=25:duration=1 -pix_fmt yuv420p -c:v libx264 -preset ultrafast -crf 12", Token);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} -vf unsharp=5:5:1.5 -c:v libx264 -preset ultrafast -crf 33", Token);

        var usual = await _film.QualityAsync(reference, encoded, Token);
        var other = await _film.QualityAsync(reference, encoded, Token, request => request.Model = model);

        Assert.Equal(name, other.Model);
        Assert.NotEqual(usual.Metrics[0].Mean, other.Metrics[0].Mean, 0.5);
        var plain = await PlainVmaf.ScoreByAsync(plainly, _film["."], reference, encoded, Token);
        Assert.Equal(plain.Select(scores => scores[0]), await ScoresAsync(other));
    }

    [Fact]
    public async Task Measure_Cambi_IsWhatOneProcessSays()
    {
        var reference = await _film.MakeAsync("film.mp4", "-f lavfi -i color=gray:s=320x180:r=25:d=1,format=yuv420p,geq=lum=40+floor((X+2*N)/24)*3:cb=128:cr=128 -c:v libx264 -preset ultrafast -crf 8", Token);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} -c:v libx264 -preset ultrafast -crf 36", Token);

        var quality = await _film.QualityAsync(reference, encoded, Token, request => request.Metrics.Add(QualityMetric.Cambi));

        var plain = await PlainVmaf.CambiAsync(_film["."], reference, encoded, Token);
        Assert.Equal(["vmaf", "cambi"], quality.Metrics.Select(metric => metric.Name));
        Assert.InRange(quality.Metrics[1].Mean, 4, 15);
        Assert.Equal(plain.Select(scores => scores[0]), await ScoresAsync(quality, 1));
    }

    private static async Task<IReadOnlyList<float>> ScoresAsync(VideoQuality quality, int metric = 0) => [.. (await FramesAsync(quality, metric)).Select(frame => frame.Value)];

    // By their numbers.
    private static async Task<IReadOnlyList<KeyValuePair<int, float>>> FramesAsync(VideoQuality quality, int metric = 0)
    {
        await using var stream = File.OpenRead(new Uri(quality.Scores.Uri).LocalPath);
        var metrics = FrameScores.ReadHeader(stream);
        return [.. FrameScores.ReadFrames(stream, metrics.Count).Select(frame => KeyValuePair.Create(frame.Frame, frame.Scores[metric]))];
    }
}
