using Rushes.EndToEnd.Tests.Faults;

namespace Rushes.EndToEnd.Tests.Soak;

/// <summary>An encoder that hangs is found by its silence, three times; that takes three stall limits of a minute.</summary>
[Trait("Category", "Soak")]
[Trait("Soak", "hang")]
public sealed class HangingToolTests
{
    private const int Bad = 2;

    [Theory]
    [InlineData("exec sleep 3600")]
    [InlineData("while :; do echo frame=7; sleep 0.5; done")] // It says that it is alive, and does not move.
    public async Task Encode_FfmpegHangsOnAChunk_IsKilledTriedAgainAndFails(string hang)
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        var ffmpeg = await WrappedFfmpeg.CreateAsync(job.Folder, WrappedFfmpeg.OnChunk(Bad, hang));
        job.Program.WithScript("RUSHES_FFMPEG", ffmpeg.Path);

        var end = await job.RunAsync(token, "--json");

        Assert.True(end.ExitCode == 1, end.ToString());
        var failure = Assert.Single(EndReport.Of(end).Failures);
        Assert.Equal(("encode.failed", "transient"), (failure.Code, failure.Category));
        Assert.Equal((TinyJob.Rendition, Bad), (failure.Place.Rendition, failure.Place.Chunk));
        Assert.Equal("Stalled", failure.Details?["end"]);
        Assert.Contains("-c:v libx264", failure.Details!["arguments"], StringComparison.Ordinal);
        Assert.Equal(3, ffmpeg.Encoded(Bad));
        Assert.Empty(ToolProcesses.Naming(job.Folder.Path));
        Assert.False(Path.Exists(job.Output));
    }

    [Fact]
    public async Task Encode_FfmpegHangsOnce_IsKilledAndTriedAgain()
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        var ffmpeg = await WrappedFfmpeg.CreateAsync(
            job.Folder, WrappedFfmpeg.OnChunk(Bad, "[ -e \"$folder/hung\" ] || { : > \"$folder/hung\"; exec sleep 3600; }"));
        job.Program.WithScript("RUSHES_FFMPEG", ffmpeg.Path);

        var end = await job.RunAsync(token);

        Assert.True(end.ExitCode == 0, end.ToString());
        Assert.Equal(2, ffmpeg.Encoded(Bad));
        job.AssertTidy();
    }
}
