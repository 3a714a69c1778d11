using System.Text.Json;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;

namespace Rushes.Cli.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Encode_WithManyMistakes_ReportsAllAtOnce()
    {
        _folder.WriteFile("bad.yaml", "version: 1\ncodec: divx\nsegment: 6s\nrenditions: []\nspeed: 9\n");

        var run = await ProgramRun.StartAsync(
            _folder, "encode", "absent.mov", "--ladder", "bad.yaml", "--chunk", "soon", "--class", "first", "--due", "never",
            "--codecs", "hevc,divx", "--quality", "best", "--server", "nowhere", "--speed");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        string[] expected =
        [
            "absent.mov", "bad.yaml:2", "bad.yaml:4", "bad.yaml:5", "'soon'", "'first'", "'never'",
            "The codec 'divx' is not known", "'best' is no measurement", "'nowhere' is no address", "'--speed'", "--out",
        ];
        Assert.All(expected, part => Assert.Contains(part, run.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--ivtc and --deinterlace exclude", "--ivtc", "--deinterlace=fields")]
    [InlineData("'halves' is neither", "--deinterlace=halves")]
    [InlineData("'absent.mov' is neither", "--deinterlace", "absent.mov")]
    public async Task Encode_OfFieldsInTwoWays_SaysWhatToChoose(string expected, params string[] options)
    {
        var run = await ProgramRun.StartAsync(_folder, ["encode", .. options, "absent.mov", "--out", "out"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--deinterlace")]
    [InlineData("--deinterlace=frames")]
    [InlineData("--deinterlace=fields")]
    [InlineData("--ivtc")]
    public async Task Encode_OfFields_IsUnderstood(string option) =>
        Assert.Equal(3, (await ProgramRun.StartAsync(_folder, "encode", "absent.mov", "--out", "out", option)).ExitCode);

    [Fact]
    public async Task Encode_OfMissingFile_IsInputRefused()
    {
        var run = await ProgramRun.StartAsync(_folder, "encode", "absent.mov", "--out", "out", "--json");

        Assert.Equal(3, run.ExitCode);
        var report = ReportJson.TryRead(run.Output)!;
        Assert.Equal("refused", report.Status);
        Assert.Equal("input.not_found", Assert.Single(report.Failures).Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Encode_OfFolder_IsInputRefused() =>
        Assert.Equal(3, (await ProgramRun.StartAsync(_folder, "encode", ".", "--out", "out")).ExitCode);

    [Fact]
    public async Task Encode_WithoutTools_EndsWithFourAndLeavesNothing()
    {
        _folder.WriteFile("film.mov");

        var run = await ProgramRun.StartAsync(_folder, "encode", "film.mov", "--out", "out", "--json");

        Assert.Equal(4, run.ExitCode);
        Assert.Equal("failed", ReportJson.TryRead(run.Output)!.Status);
        Assert.Equal([_folder["film.mov"]], Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Encode_IntoFolderThatIsNotEmpty_IsUsage()
    {
        _folder.WriteFile("film.mov");
        _folder.WriteFile("out/other.txt");

        var run = await ProgramRun.StartAsync(_folder, "encode", "film.mov", "--out", "out/");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("output.not_empty", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ladder", "--json")]
    public async Task Command_OfThePlan_IsNotInThisVersion(params string[] arguments)
    {
        var run = await ProgramRun.StartAsync(_folder, arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("not in this version", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_WithManyMistakes_ReportsAllAtOnce()
    {
        var run = await ProgramRun.StartAsync(
            _folder, "worker", "--server", "nowhere", "--cores", "none", "--memory", "much", "--store", "cellar", "--drain", "soon", "--idle", "late", "--speed");

        Assert.Equal(2, run.ExitCode);
        string[] expected = ["'nowhere'", "'none'", "'much'", "cellar", "'soon'", "'late'", "'--speed'"];
        Assert.All(expected, part => Assert.Contains(part, run.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bogus")]
    [InlineData("--bogus")]
    [InlineData("doctor", "--bogus")]
    [InlineData("demo", "--bogus")]
    [InlineData("jobs")]
    [InlineData("jobs", "bogus")]
    [InlineData("jobs", "list", "7f")]
    [InlineData("jobs", "show", "7f", "8e")]
    [InlineData("queue", "why", "--bogus")]
    [InlineData("queue", "requeue", "17", "--database")]
    [InlineData("encode", "a", "b", "--out", "c")]
    [InlineData("encode", "a", "--out")]
    public async Task Command_Misspelt_IsUsage(params string[] arguments)
    {
        var run = await ProgramRun.StartAsync(_folder, arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("usage.syntax", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_WithoutTools_EndsWithFour()
    {
        var run = await ProgramRun.StartAsync(_folder, "doctor", "--json");

        Assert.Equal(4, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.False(json.RootElement.GetProperty("healthy").GetBoolean());
        var ffmpeg = json.RootElement.GetProperty("tools").EnumerateArray().Single(tool => tool.GetProperty("name").GetString() == "ffmpeg");
        Assert.Equal("tool.missing", ffmpeg.GetProperty("problem").GetString());
    }

    [Fact]
    public async Task Encode_OfFinishedJob_PrintsItsTableAgain()
    {
        var input = _folder.WriteFile("film.mov");
        var settings = TestSettings.In(_folder) with { WorkPath = _folder["cache"] };
        var report = SampleReport.Create() with { Job = JobId.Of(InputFile.IdentityOf(input)!, settings) };
        _folder.WriteFile("out/report.json", ReportJson.Write(report));
        _folder.WriteFile($"cache/jobs/{report.Job}/state.db");

        var run = await ProgramRun.StartAsync(_folder, "encode", "film.mov", "--out", "out");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1920x1080", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Contains(_folder["out/master.m3u8"], run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder[$"cache/jobs/{report.Job}"]));
    }

    [Fact]
    public async Task Encode_OverAnotherFinishedJob_IsUsage()
    {
        _folder.WriteFile("film.mov");
        _folder.WriteFile("out/report.json", ReportJson.Write(SampleReport.Create()));

        Assert.Equal(2, (await ProgramRun.StartAsync(_folder, "encode", "film.mov", "--out", "out")).ExitCode);
    }
}
