using System.Text.Json;

namespace Rushes.Cli.Tests.Commands;

public sealed class VerifyCommandTests(EncodedFilm film) : IClassFixture<EncodedFilm>, IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Verify_OfAnEncodedFilm_IsYes()
    {
        await film.CopyToAsync(_folder["out"]);

        var run = await VerifyAsync("out");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("The package is what its proof says", run.Output, StringComparison.Ordinal);
        Assert.Contains("verify: done", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_OfAFetchedPackage_NeedsNoReport()
    {
        await film.CopyToAsync(_folder["fetched"]);
        File.Delete(_folder["fetched/report.json"]);

        var run = await VerifyAsync("fetched", "--json");

        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.True(json.RootElement.GetProperty("proven").GetBoolean());
        Assert.All(json.RootElement.GetProperty("tracks").EnumerateArray(), track => Assert.True(track.GetProperty("proven").GetBoolean()));
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Verify_OfManyChanges_NamesThemAllForPeople()
    {
        await film.CopyToAsync(_folder["out"]);
        var index = EncodedFilm.Index(_folder["out"]);
        var picture = File.ReadAllBytes(_folder[$"out/{EncodedFilm.Picture}"]);
        picture[index.Offset(3)] ^= 1;
        File.WriteAllBytes(_folder[$"out/{EncodedFilm.Picture}"], picture);
        File.AppendAllText(_folder["out/master.m3u8"], "\n");
        File.Delete(_folder["out/manifest.mpd"]);
        _folder.WriteFile("out/video/other.mp4");

        var run = await VerifyAsync("out");

        Assert.Equal(5, run.ExitCode);
        string[] expected =
        [
            "master.m3u8: has", "manifest.mpd: is not there", "video/other.mp4: is not part", "[verify.frame]",
            $"{EncodedFilm.Picture}, frame {index.PresentationOrder(3)} at ", $"byte {index.Offset(3)}",
        ];
        Assert.All(expected, part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Proof_OfAnEncodedFilm_SaysWhatItWasMadeFrom()
    {
        await film.CopyToAsync(_folder["out"]);

        using var proof = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["out/proof.json"], TestContext.Current.CancellationToken));
        var root = proof.RootElement;
        Assert.Equal(film.SourceSize, root.GetProperty("sources")[0].GetProperty("size").GetInt64());
        Assert.Equal(EncodedFilm.Frames, root.GetProperty("sources")[0].GetProperty("frames").GetInt64());
        var rendition = root.GetProperty("renditions")[0];
        Assert.Equal("fast", rendition.GetProperty("recipe").GetProperty("preset").GetString());
        Assert.Equal("12/1", rendition.GetProperty("timing").GetProperty("frameRate").GetString());
        Assert.Equal(EncodedFilm.Frames, rendition.GetProperty("chunks").EnumerateArray().Sum(chunk => chunk.GetProperty("frames").GetInt32()));
        Assert.Equal("ffmpeg", root.GetProperty("tools")[0].GetProperty("name").GetString());
        Assert.DoesNotContain(Path.GetTempPath(), root.GetRawText(), StringComparison.Ordinal);
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
}
