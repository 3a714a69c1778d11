using Rushes.Cli.View;

namespace Rushes.Cli.Tests.View;

public sealed class ViewTests
{
    [Fact]
    public void Text_WithAllKnown_SaysSpeedAndTimeLeft() => Assert.Equal(
        "encode 40 %, 1/4 chunks, 48 frames/s, 1.20 x real time, 1:05 min left", ProgressText.Line(State(0.4, 48, 1.2, 65)));

    [Fact]
    public void Text_WithNothingKnownYet_SaysOnlyWhatIsDone() =>
        Assert.Equal("encode 0 %, 1/4 chunks", ProgressText.Line(State(0, null, null, null)));

    [Fact]
    public async Task LineView_OfJobThatEnds_SaysEachPhaseOnce()
    {
        using var writer = new StringWriter { NewLine = "\n" };

        await new LineView(writer, new TestClock()).FollowAsync(() => Task.FromResult(State(0.4, 48, 1.2, 65)), Task.CompletedTask);

        Assert.Equal("inspect: done\nencode: started\n", writer.ToString());
    }

    [Fact]
    public void LiveView_OnATerminal_DrawsABarForEachRendition()
    {
        var text = PlainConsole.Text(100, console => console.Write(LiveView.Render(State(0.5, 48, 1.2, 65))));

        Assert.Contains("✓ inspect  ● encode  ○ package", text, StringComparison.Ordinal);
        Assert.Contains(new string('━', 16) + new string('─', 16), text, StringComparison.Ordinal);
        Assert.Contains("1/4 chunks, 2 running", text, StringComparison.Ordinal);
        Assert.Contains("48 frames/s", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_OfATransfer_SaysHowFarItIs()
    {
        var state = State(0, null, null, null);
        Assert.Equal("fetch 99 %", ProgressText.Line(state with { Phases = [.. state.Phases, new PhaseState("fetch", PhaseStage.Running) { Fraction = 0.999 }] }));
    }

    private static ProgressState State(double fraction, double? frames, double? realTime, double? left) => new(
        [new PhaseState("inspect", PhaseStage.Done), new PhaseState("encode", PhaseStage.Running), new PhaseState("package", PhaseStage.Waiting)],
        [new RenditionProgress("720p", 1, 2, 4, fraction, 0)],
        fraction, frames, realTime, left is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
}
