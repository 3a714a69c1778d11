using Rushes.Cli.Hosting;
using Rushes.Cli.Commands;
using Rushes.Contracts;
using Rushes.Cli.Jobs;

namespace Rushes.Cli.Tests.Commands;

public sealed class InspectCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Inspect_WithManyMistakes_ReportsAllAtOnce()
    {
        var run = await ProgramRun.StartAsync(
            _folder, "inspect", "absent.mov", "--phase", "half", "--without", "audio,smell", "--ivtc", "--deinterlace=fields", "--html", "nowhere/page.html", "--speed");

        Assert.Equal(2, run.ExitCode);
        string[] expected = ["absent.mov", "no phase 'half'", "no check 'smell'", "--ivtc and --deinterlace exclude", "'nowhere/page.html'", "'--speed'"];
        Assert.All(expected, part => Assert.Contains(part, run.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "--bogus")]
    [InlineData(2, "film.mov", "other.mov")]
    [InlineData(2, "film.mov", "--phase", "artefacts", "--without", "audio")]
    [InlineData(2, "film.mov", "--html", "film.mov")]
    [InlineData(2, "film.mov", "--html", ".")]
    [InlineData(2, "film.mov", "--crop", "2:2:0:0")]
    [InlineData(3, "absent.mov")]
    [InlineData(3, "empty.mov")]
    [InlineData(3, ".")]
    [InlineData(4, "film.mov")]
    public async Task Inspect_WithoutWhatItNeeds_SaysSoAndLeavesNothing(int exitCode, params string[] arguments)
    {
        _folder.WriteFile("film.mov");
        _folder.WriteFile("empty.mov", "");

        var run = await ProgramRun.StartAsync(_folder, ["inspect", .. arguments, "--json"]);

        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}");
        Assert.Contains(exitCode == 4 ? "\"failed\"" : "\"refused\"", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["cache/jobs"]));
    }

    [Fact]
    public void Options_AsWritten_AreUnderstood()
    {
        var settings = Read("film.mov", "--without", "audio", "--without", "cadence", "--deinterlace", "fields", "--html", "page.html", "--work", "work");

        Assert.Equal([InspectionCheck.Audio, InspectionCheck.Cadence], settings.LeaveOut);
        Assert.Equal((InspectionPhase.Full, TimelinePictures.Fields), (settings.Phase, settings.Pictures));
        Assert.Equal((_folder["film.mov"], _folder["page.html"], _folder["work"]), (settings.Input.Path, settings.HtmlPath, settings.WorkPath));
    }

    [Theory]
    [InlineData(TimelinePictures.Film, "--ivtc")]
    [InlineData(TimelinePictures.Unspecified, "--deinterlace=frames")]
    [InlineData(TimelinePictures.Unspecified)]
    public void Pictures_AreThoseOfTheEncodeWithTheSameOptions(TimelinePictures expected, params string[] arguments) =>
        Assert.Equal(expected, Read([.. arguments, "film.mov"]).Pictures);

    [Fact]
    public void Artefacts_AreAPhase() => Assert.Equal(InspectionPhase.Artefacts, Read("film.mov", "--phase", "artefacts").Phase);

    private InspectSettings Read(params string[] arguments)
    {
        _folder.WriteFile("film.mov");
        var surroundings = new Surroundings
        {
            CurrentFolder = _folder.Path,
            DefaultWorkPath = _folder["cache"],
            Output = TextWriter.Null,
            Error = TextWriter.Null,
            OutputIsTerminal = false,
            ErrorIsTerminal = false,
            Time = new TestClock(),
            Variable = _ => null,
        };
        var options = new InspectOptions();
        var command = new System.CommandLine.Command("inspect");
        options.AddTo(command);
        var reader = new InspectSettingsReader(options, surroundings);
        var settings = reader.Read(command.Parse(arguments));
        Assert.Empty(reader.Failures);
        return settings;
    }
}
