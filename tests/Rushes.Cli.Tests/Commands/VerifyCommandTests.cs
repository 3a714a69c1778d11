using System.Text.Json;
using Rushes.Media.Indexing;
using Rushes.Testing;

namespace Rushes.Cli.Tests.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private const string Ladder = """
        version: 1
        codec: avc
        segment: 2s
        renditions:
          - {name: tiny, height: 36, crf: 28, maxrate: 200k, buffer: 400k, preset: fast}

        """;

    private readonly TestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Verify_OfAnEncodedFilm_IsYesUntilAFrameChanges()
    {
        await EncodeAsync();

        var yes = await VerifyAsync("out");
        Assert.True(yes.ExitCode == 0, yes.Output + yes.Error);
        Assert.Contains("The package is what its proof says", yes.Output, StringComparison.Ordinal);

        // Moved, and without the report: as a package that was fetched.
        Directory.Move(_folder["out"], _folder["elsewhere"]);
        File.Delete(_folder["elsewhere/report.json"]);
        Assert.Equal(0, (await VerifyAsync("elsewhere")).ExitCode);

        var (frame, time, offset) = FlipBit("elsewhere", sample: 57);
        var no = await VerifyAsync("elsewhere", "--json");
        Assert.Equal(5, no.ExitCode);
        using var json = JsonDocument.Parse(no.Output);
        Assert.False(json.RootElement.GetProperty("proven").GetBoolean());
        var problem = Assert.Single(json.RootElement.GetProperty("problems").EnumerateArray());
        Assert.Equal("verify.frame", problem.GetProperty("code").GetString());
        Assert.Equal("video/avc/tiny.mp4", problem.GetProperty("path").GetString());
        Assert.Equal((frame, offset), (problem.GetProperty("frame").GetInt64(), problem.GetProperty("offset").GetInt64()));
        Assert.Equal(time, problem.GetProperty("time").GetString());
    }

    [Fact]
    public async Task Verify_OfManyChanges_NamesThemAllForPeople()
    {
        await EncodeAsync();
        File.AppendAllText(_folder["out/master.m3u8"], "\n");
        File.Delete(_folder["out/manifest.mpd"]);
        var (frame, _, offset) = FlipBit("out", sample: 3);

        var run = await VerifyAsync("out");

        Assert.Equal(5, run.ExitCode);
        string[] expected = ["master.m3u8: has", "manifest.mpd: is not there", $"video/avc/tiny.mp4, frame {frame} at ", $"byte {offset}", "[verify.frame]"];
        Assert.All(expected, part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
        Assert.Contains("verify: done", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proof_OfAnEncodedFilm_SaysWhatItWasMadeFrom()
    {
        await EncodeAsync();

        using var proof = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["out/proof.json"], Token));
        var root = proof.RootElement;
        Assert.Equal(new FileInfo(_folder["film.mp4"]).Length, root.GetProperty("sources")[0].GetProperty("size").GetInt64());
        Assert.Equal(108, root.GetProperty("sources")[0].GetProperty("frames").GetInt64());
        var rendition = root.GetProperty("renditions")[0];
        Assert.Equal("fast", rendition.GetProperty("recipe").GetProperty("preset").GetString());
        Assert.Equal("12/1", rendition.GetProperty("timing").GetProperty("frameRate").GetString());
        Assert.Equal(108, rendition.GetProperty("chunks").EnumerateArray().Sum(chunk => chunk.GetProperty("frames").GetInt32()));
        Assert.Equal("ffmpeg", root.GetProperty("tools")[0].GetProperty("name").GetString());
        Assert.DoesNotContain(_folder.Path, root.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("absent", "input.not_found")]
    [InlineData("empty", "proof.missing")]
    [InlineData("torn", "proof.malformed")]
    public async Task Verify_WithoutAProof_IsRefused(string folder, string code)
    {
        Directory.CreateDirectory(_folder["empty"]);
        _folder.WriteFile("torn/proof.json", "{\"version\":1,");

        var run = await VerifyAsync(folder, "--json");

        Assert.Equal(3, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("refused", json.RootElement.GetProperty("status").GetString());
        Assert.Equal(code, json.RootElement.GetProperty("failures")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData]
    [InlineData("--bogus")]
    [InlineData("a", "b")]
    public async Task Verify_Misspelt_IsUsage(params string[] arguments) => Assert.Equal(2, (await VerifyAsync(arguments)).ExitCode);

    private Task<ProgramRun> VerifyAsync(params string[] arguments) => ProgramRun.StartAsync(_folder, ["verify", .. arguments]);

    private async Task EncodeAsync()
    {
        await TestMedia.MakeAsync(
            _folder["film.mp4"], "-f lavfi -i testsrc2=size=64x36:rate=12:duration=9 -f lavfi -i sine=duration=9 -c:v libx264 -g 24 -c:a aac", Token);
        _folder.WriteFile("ladder.yaml", Ladder);
        var variables = new Dictionary<string, string?>
        {
            ["RUSHES_FFMPEG"] = (await TestMedia.FfmpegAsync()).Path,
            ["RUSHES_FFPROBE"] = (await TestMedia.FfprobeAsync()).Path,
            ["PATH"] = Environment.GetEnvironmentVariable("PATH"),
        };
        var run = await ProgramRun.StartAsync(_folder, variables, Token, "encode", "film.mp4", "--out", "out", "--ladder", "ladder.yaml", "--chunk", "4s");
        Assert.True(run.ExitCode == 0, run.Error);
    }

    /// <summary>Changes a bit of a frame of the picture.</summary>
    private (long Frame, string Time, long Offset) FlipBit(string package, int sample)
    {
        using var stored = File.OpenRead(_folder[$"{package}/index/video-avc-tiny.rfi"]);
        var index = FrameIndex.ReadFrom(stored);
        var path = _folder[$"{package}/video/avc/tiny.mp4"];
        var bytes = File.ReadAllBytes(path);
        bytes[index.Offset(sample) + 5] ^= 4;
        File.WriteAllBytes(path, bytes);
        return (index.PresentationOrder(sample), new Rushes.Media.Timing.Rational(index.PresentationTime(sample), index.Timescale).ToString(), index.Offset(sample));
    }
}
