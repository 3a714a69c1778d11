using Rushes.Contracts;
using Rushes.Platform.Hosting;

namespace Rushes.Quality.Tests.Workflow;

/// <summary>What is not the same film is said to be another, and gets no score.</summary>
public sealed class RefusalTests : IAsyncDisposable
{
    // Moves all over, so that every frame is another picture.
    private const string Film = "-f lavfi -i testsrc2=size=320x180:rate=25:duration=6,rotate=0.4*t:c=gray -pix_fmt yuv420p";
    private const string Codec = "-c:v libx264 -preset ultrafast -g 25 -crf";

    private readonly QualityFilm _film = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _film.DisposeAsync();

    [Theory]
    [InlineData("-t 4", "quality.length")]
    [InlineData("-r 50", "quality.rate")]
    [InlineData("-vf setpts=PTS*24/25 -fps_mode passthrough", "quality.rate")]
    [InlineData("-vf crop=320:120", "quality.shape")]
    [InlineData("-vf crop=240:136,scale=320:180", "quality.crop")]
    [InlineData("-vf trim=start_frame=10,tpad=stop=10:stop_mode=clone,setpts=N/25/TB", "quality.frames_misplaced")]
    public async Task Measure_OtherFramesOrAnotherArea_IsRefused(string change, string code)
    {
        var reference = await _film.MakeAsync("film.mp4", $"{Film} {Codec} 12", Token);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} {change} {Codec} 28", Token);

        var refusals = await _film.RefusalsAsync(reference, encoded, Token);

        Assert.Equal(code, refusals[0].Code);
        Assert.Equal(FailureCategory.Input, refusals[0].Category);
        Assert.NotEmpty(refusals[0].Remedy);
    }

    [Fact]
    public async Task Measure_AnotherFilm_IsRefused()
    {
        var reference = await _film.MakeAsync("film.mp4", $"{Film} {Codec} 12", Token);
        var other = await _film.MakeAsync("other.mp4", $"-f lavfi -i mandelbrot=size=320x180:rate=25 -t 6 -pix_fmt yuv420p {Codec} 28", Token);

        var refusal = Assert.Single(await _film.RefusalsAsync(reference, other, Token));

        Assert.Equal(("quality.other_pictures", "encode"), (refusal.Code, refusal.Place.Rendition));
    }

    [Fact]
    public async Task Measure_FramesRepeatedInTheMiddle_AreScoredAndNamed()
    {
        var reference = await _film.MakeAsync("film.mp4", $"{Film} {Codec} 12", Token);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} -filter_complex [0:v]loop=loop=7:size=1:start=59,trim=end_frame=67,setpts=N/25/TB[a];[0:v]trim=start_frame=67,setpts=N/25/TB[b];[a][b]concat {Codec} 28", Token);

        var end = Assert.IsType<RunEnd<MeasureResponse>.Succeeded>(await _film.MeasureAsync(reference, encoded, Token));

        Assert.All(end.Response.Findings, finding => Assert.InRange(finding.Frames.From, 55, 70));
        Assert.NotEmpty(end.Response.Findings);
        Assert.True(end.Response.Videos[0].Metrics[0].Least < 50);
    }

    [Fact]
    public async Task Measure_PicturesWrongInTheMiddle_NamesTheirFrames()
    {
        var reference = await _film.MakeAsync("film.mp4", $"{Film} {Codec} 12", Token);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} -vf negate=enable='between(n,60,79)' {Codec} 28", Token);

        var end = Assert.IsType<RunEnd<MeasureResponse>.Succeeded>(await _film.MeasureAsync(reference, encoded, Token));

        var finding = Assert.Single(end.Response.Findings);
        Assert.Equal(("quality.picture_differs", 60, 80), (finding.Code, finding.Frames.From, finding.Frames.To));
    }

    [Fact]
    public async Task Measure_DamagedEncode_IsScoredAndItsWindowNamed()
    {
        var reference = await _film.MakeAsync("film.mp4", $"{Film} {Codec} 12", Token);
        var encoded = await _film.MakeAsync("encode.mp4", $"-i {reference} -bf 0 -threads 1 {Codec} 20", Token);
        var bytes = await File.ReadAllBytesAsync(encoded, Token);
        bytes.AsSpan(bytes.Length / 2, 60).Clear();
        var damaged = await _film.MakeAsync("damaged.mp4", $"-i {encoded} -c copy", Token);
        await File.WriteAllBytesAsync(damaged, bytes, Token);

        var whole = await _film.QualityAsync(reference, encoded, Token);
        var end = Assert.IsType<RunEnd<MeasureResponse>.Succeeded>(await _film.MeasureAsync(reference, damaged, Token));

        var finding = Assert.Single(end.Response.Findings, finding => finding.Code == "quality.decode_errors");
        Assert.Equal((Severity.Warning, new FrameRange { From = 0, To = 150 }, "encode"), (finding.Severity, finding.Frames, finding.Evidence["videos"]));
        Assert.NotEmpty(finding.Evidence["decoder"]);
        Assert.True(end.Response.Videos[0].Metrics[0].Least < whole.Metrics[0].Least);
    }
}
