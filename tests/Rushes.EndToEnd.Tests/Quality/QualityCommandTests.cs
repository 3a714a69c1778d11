using System.Globalization;
using System.Text.Json;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Quality;

/// <summary>The command <c>quality</c>, and the scores of <c>encode</c>, as a user has them.</summary>
public sealed class QualityCommandTests : IDisposable
{
    private const string Film = "-f lavfi -i testsrc2=size=320x180:rate=25:duration=8,noise=alls=10:allf=t+u:all_seed=3 -pix_fmt yuv420p -c:v libx264 -preset ultrafast -crf 10 -g 50";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Quality_Json_SaysWhatLibvmafSays()
    {
        var (reference, encoded) = await MakeAsync();

        var end = await RunAsync("quality", reference, encoded, "--json");

        Assert.True(end.ExitCode == 0, end.ToString());
        using var answer = JsonDocument.Parse(end.Output);
        Assert.Equal("done", answer.RootElement.GetProperty("status").GetString());
        Assert.Equal(200, answer.RootElement.GetProperty("measured").GetInt32());
        Assert.Equal(await PlainAsync(reference, encoded), answer.RootElement.GetProperty("vmaf").GetProperty("mean").GetDouble(), 1e-3);
    }

    [Theory]
    [InlineData("5", 0)]
    [InlineData("99.9", 5)]
    public async Task Quality_Min_DecidesTheExitCode(string least, int exitCode)
    {
        var (reference, encoded) = await MakeAsync();

        var end = await RunAsync("quality", reference, encoded, "--min", least, "--metrics", "none");

        Assert.True(end.ExitCode == exitCode, end.ToString());
    }

    [Fact]
    public async Task Quality_IndexOfAPackage_HasTheScoresOfItsFile()
    {
        var (reference, _) = await MakeAsync();
        using var report = await EncodeAsync(reference, "none");
        var index = Directory.GetFiles(_folder["out/index"], "video-avc-*p.rfi").Single();

        var end = await RunAsync("quality", reference, index, "--json", "--metrics", "none");

        Assert.True(end.ExitCode == 0, end.ToString());
        using var answer = JsonDocument.Parse(end.Output);
        var stream = Path.Combine(_folder["out"], report.RootElement.GetProperty("renditions")[0].GetProperty("path").GetString()!);
        Assert.Equal(200, answer.RootElement.GetProperty("measured").GetInt32());
        Assert.Equal(await PlainAsync(reference, stream), answer.RootElement.GetProperty("vmaf").GetProperty("mean").GetDouble(), 1e-3);
        Assert.EndsWith(".rfi", answer.RootElement.GetProperty("encoded").GetProperty("uri").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quality_IndexWithoutItsChunks_NamesWhatIsMissing()
    {
        var (reference, _) = await MakeAsync();
        using var report = await EncodeAsync(reference, "none");
        var index = Directory.GetFiles(_folder["out/index"], "video-avc-*p.rfi").Single();
        File.Delete(Path.Combine(_folder["out"], report.RootElement.GetProperty("renditions")[0].GetProperty("path").GetString()!));

        var end = await RunAsync("quality", reference, index);

        Assert.Equal(3, end.ExitCode);
        Assert.Contains("index.chunk_missing", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quality_Html_IsAPageOfItsOwn()
    {
        var (reference, encoded) = await MakeAsync();

        var end = await RunAsync("quality", reference, encoded, "--html", _folder["page.html"]);

        Assert.True(end.ExitCode == 0, end.ToString());
        var page = await File.ReadAllTextAsync(_folder["page.html"], Token);
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.Contains("data:image/jpeg;base64,", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quality_Scores_HaveALineForEachFrame()
    {
        var (reference, encoded) = await MakeAsync();

        var end = await RunAsync("quality", reference, encoded, "--json", "--metrics", "psnr", "--scores", _folder["scores.csv"]);

        Assert.True(end.ExitCode == 0, end.ToString());
        var lines = await File.ReadAllLinesAsync(_folder["scores.csv"], Token);
        Assert.Equal("frame,vmaf,psnr", lines[0]);
        Assert.Equal(Enumerable.Range(0, 200), lines.Skip(1).Select(line => int.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)));
        using var answer = JsonDocument.Parse(end.Output);
        foreach (var (column, name) in lines[0].Split(',').Index().Skip(1))
        {
            var mean = lines.Skip(1).Average(line => double.Parse(line.Split(',')[column], CultureInfo.InvariantCulture));
            Assert.Equal(mean, answer.RootElement.GetProperty("metrics").GetProperty(name).GetProperty("mean").GetDouble(), 1e-3);
        }
    }

    [Fact]
    public async Task Quality_ShorterEncode_IsRefusedWithWhatDiffers()
    {
        var (reference, _) = await MakeAsync();
        var encoded = await TestMedia.MakeAsync(_folder["short.mp4"], $"-i {reference} -t 4 -c:v libx264 -preset ultrafast -crf 30", Token);

        var end = await RunAsync("quality", reference, encoded);

        Assert.Equal(3, end.ExitCode);
        Assert.Contains("quality.length", end.Errors, StringComparison.Ordinal);
        Assert.Contains("the encode has 100 frames", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quality_CambiOfASmallPicture_IsRefusedBeforeAnythingIsScored()
    {
        var reference = await TestMedia.MakeAsync(_folder["film.mkv"], Film.Replace("320x180", "192x108", StringComparison.Ordinal), Token);

        var end = await RunAsync("quality", reference, reference, "--metrics", "psnr,cambi");

        Assert.Equal(3, end.ExitCode);
        Assert.Contains("quality.too_small_for_cambi", end.Errors, StringComparison.Ordinal);
        Assert.Contains("--metrics", end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--model", "best")]
    [InlineData("--metrics", "vmaf,beauty")]
    [InlineData("--min", "many")]
    [InlineData("--sample", "0")]
    [InlineData("--html", "/nowhere/at/all/page.html")]
    [InlineData("--scores", "/nowhere/at/all/scores.csv")]
    public async Task Quality_WrongOption_IsAWrongCommand(string option, string value)
    {
        var (reference, encoded) = await MakeAsync();

        var end = await RunAsync("quality", reference, encoded, option, value);

        Assert.Equal(2, end.ExitCode);
        Assert.Contains(option, end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encode_QualityFull_ReportsWhatLibvmafSaysOfTheStreams()
    {
        var (reference, _) = await MakeAsync();

        var report = await EncodeAsync(reference, "full");

        foreach (var rendition in report.RootElement.GetProperty("renditions").EnumerateArray())
        {
            var stream = Path.Combine(_folder["out"], rendition.GetProperty("path").GetString()!);
            Assert.Equal(await PlainAsync(reference, stream), rendition.GetProperty("vmaf").GetProperty("mean").GetDouble(), 1e-3);
            Assert.Equal(200, rendition.GetProperty("vmaf").GetProperty("measured").GetInt32());
        }

        await AssertProvenAsync(report.RootElement);
    }

    [Theory]
    [InlineData("avc")]
    [InlineData("hevc")]
    [InlineData("av1")]
    [InlineData("vp9")]
    [InlineData("mpeg2")]
    [InlineData("prores-proxy")]
    public async Task Encode_QualitySampled_MeasuresOfEveryCodecWhatTheWholeHasThere(string codec)
    {
        var (reference, _) = await MakeAsync();

        using var sampled = await EncodeAsync(reference, "sampled", "--codecs", codec);

        foreach (var rendition in sampled.RootElement.GetProperty("renditions").EnumerateArray())
        {
            var vmaf = rendition.GetProperty("vmaf");
            var stream = Path.Combine(_folder["out"], rendition.GetProperty("path").GetString()!);
            var whole = await PlainAsync(reference, stream);
            var measured = vmaf.GetProperty("measured").GetInt32();
            Assert.InRange(measured, 1, 200);
            // Of few frames nothing is said, but here all of them are much alike.
            var error = vmaf.TryGetProperty("error", out var half) ? half.GetDouble() : 10;
            Assert.Equal(measured is >= 8 and < 200, vmaf.TryGetProperty("error", out _));
            Assert.InRange(whole, vmaf.GetProperty("mean").GetDouble() - error, vmaf.GetProperty("mean").GetDouble() + error);
        }

        await AssertProvenAsync(sampled.RootElement);
    }

    [Fact]
    public async Task Encode_QualitySampledOfALadder_HasScoresOfEachRung()
    {
        var reference = await TestMedia.MakeAsync(_folder["film.mkv"], Film.Replace("320x180", "640x360", StringComparison.Ordinal), Token);

        using var sampled = await EncodeAsync(reference, "sampled");

        var means = sampled.RootElement.GetProperty("renditions").EnumerateArray().Select(rendition => rendition.GetProperty("vmaf").GetProperty("mean").GetDouble()).ToArray();
        Assert.Equal(2, means.Length);
        foreach (var (rung, rendition) in sampled.RootElement.GetProperty("renditions").EnumerateArray().Index())
        {
            Assert.Equal(await PlainAsync(reference, Path.Combine(_folder["out"], rendition.GetProperty("path").GetString()!), "640:360"), means[rung], 10.0);
        }
    }

    [Fact]
    public async Task Encode_QualityNone_HasNoScores()
    {
        var (reference, _) = await MakeAsync();

        using var report = await EncodeAsync(reference, "none");

        Assert.All(report.RootElement.GetProperty("renditions").EnumerateArray(), rendition => Assert.Equal(JsonValueKind.Null, rendition.GetProperty("vmaf").ValueKind));
        Assert.DoesNotContain("\"quality\"", await File.ReadAllTextAsync(_folder["out/proof.json"], Token), StringComparison.Ordinal);
    }

    // The proof has the scores of the report, and stays one that verify takes.
    private async Task AssertProvenAsync(JsonElement report)
    {
        using var proof = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["out/proof.json"], Token));
        var reported = report.GetProperty("renditions").EnumerateArray().ToDictionary(rendition => rendition.GetProperty("name").GetString()!, rendition => rendition.GetProperty("vmaf"));
        foreach (var rendition in proof.RootElement.GetProperty("renditions").EnumerateArray())
        {
            var (quality, vmaf) = (rendition.GetProperty("quality"), reported[rendition.GetProperty("name").GetString()!]);
            Assert.All((string[])["model", "mean", "p5", "measured"], name => Assert.Equal(vmaf.GetProperty(name).GetRawText(), quality.GetProperty(name).GetRawText()));
            Assert.Equal(vmaf.TryGetProperty("error", out var error) ? error.GetRawText() : null, quality.TryGetProperty("error", out var proven) ? proven.GetRawText() : null);
        }

        var end = await RunAsync("verify", _folder["out"]);
        Assert.True(end.ExitCode == 0, end.ToString());
    }

    private async Task<JsonDocument> EncodeAsync(string reference, string quality, params string[] more)
    {
        var end = await RunAsync(["encode", reference, "--out", _folder["out"], "--quality", quality, "--chunk", "4s", "--json", .. more]);
        Assert.True(end.ExitCode == 0, end.ToString());
        return JsonDocument.Parse(end.Output);
    }

    private async Task<(string Reference, string Encoded)> MakeAsync()
    {
        var reference = await TestMedia.MakeAsync(_folder["film.mkv"], Film, Token);
        return (reference, await TestMedia.MakeAsync(_folder["encode.mp4"], $"-i {reference} -vf scale=160:90 -c:v libx264 -preset ultrafast -crf 30", Token));
    }

    private Task<ProgramEnd> RunAsync(params string[] arguments) => new RushesProgram(_folder["work"]).RunAsync(Token, arguments);

    // Mean VMAF by one process of FFmpeg over both files.
    private async Task<double> PlainAsync(string reference, string encoded, string size = "320:180")
    {
        var ffmpeg = await TestMedia.FfmpegAsync();
        var log = _folder[$"{Path.GetRandomFileName()}.json"];
        await JudgeTools.RunAsync(
            ffmpeg.Path,
            [
                "-v", "error", "-nostdin", "-i", encoded, "-i", reference, "-filter_complex",
                $"[0:v]scale={size}:flags=bicubic,format=yuv420p,settb=1/25,setpts=N[e];[1:v]settb=1/25,setpts=N[r];[e][r]libvmaf=log_fmt=json:log_path={log}", "-f", "null", "-",
            ],
            Token);
        using var scores = JsonDocument.Parse(await File.ReadAllTextAsync(log, Token));
        return double.Parse(scores.RootElement.GetProperty("pooled_metrics").GetProperty("vmaf").GetProperty("mean").GetRawText(), CultureInfo.InvariantCulture);
    }
}
