namespace Rushes.EndToEnd.Tests.Faults;

/// <summary>Tools that are missing, too old, or fail while they work.</summary>
public sealed class FaultyToolTests
{
    private const int Bad = 2;

    private const string BrokenAlways = "echo 'boom: the encoder broke' >&2; exit 1";

    public static TheoryData<string, string, string> BadTools { get; } = new()
    {
        { "RUSHES_FFMPEG", "tool.missing", "" },
        { "RUSHES_FFPROBE", "tool.missing", "" },
        { "RUSHES_FFMPEG", "tool.missing", "echo nonsense; exit 0" },
        { "RUSHES_FFMPEG", "tool.missing", "exit 1" },
        {
            "RUSHES_FFMPEG", "tool.too_old",
            "\"$ffmpeg\" \"$@\" | sed 's/^libavutil .*/libavutil      58. 29.100 \\/ 58. 29.100/'; exit 0"
        },
        { "RUSHES_FFMPEG", "tool.feature_missing", "\"$ffmpeg\" \"$@\" | grep -v libx264; exit 0" },
    };

    [Theory]
    [MemberData(nameof(BadTools))]
    public async Task Encode_WithoutAGoodTool_NamesTheRemedy(string variable, string code, string script)
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        var path = script.Length > 0 ? (await WrappedFfmpeg.CreateAsync(job.Folder, script)).Path : job.Folder["no-such-tool"];
        job.Program.WithScript(variable, path);

        var end = await job.RunAsync(token, "--json");

        Assert.Equal(4, end.ExitCode);
        var report = EndReport.Of(end);
        Assert.Equal("failed", report.Status);
        var failure = Assert.Single(report.Failures);
        Assert.Equal(code, failure.Code);
        Assert.Equal("configuration", failure.Category);
        Assert.Contains(variable, failure.Remedy, StringComparison.Ordinal);
        job.AssertNothingLeft();
    }

    [Theory]
    [InlineData("exit 1")]
    [InlineData("kill -SEGV $$")]
    public async Task Encode_FfmpegDiesOnceOnAChunk_IsTriedAgainAndEndsWithTheSameBytes(string death)
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        var ffmpeg = await WrappedFfmpeg.CreateAsync(
            job.Folder, WrappedFfmpeg.OnChunk(Bad, $"[ -e \"$folder/died\" ] || {{ : > \"$folder/died\"; {death}; }}"));
        job.Program.WithScript("RUSHES_FFMPEG", ffmpeg.Path);

        var end = await job.RunAsync(token);
        Assert.True(end.ExitCode == 0, end.ToString());
        Assert.Equal(2, ffmpeg.Encoded(Bad));
        Assert.Equal(TinyJob.Chunks + 1, ffmpeg.Encodes.Count);

        var undisturbed = job.Into("undisturbed");
        Assert.Equal(0, (await undisturbed.RunAsync(token)).ExitCode);
        StreamFiles.AssertSame(StreamFiles.Read(undisturbed.Output), job.Output, death);
    }

    [Theory]
    [InlineData(BrokenAlways, "1", "internal", null)]
    [InlineData("echo 'boom: the encoder broke' >&2; kill -SEGV $$", "139", "transient", "11")]
    public async Task Encode_FfmpegAlwaysDiesOnAChunk_FailsWithAllThatItLeft(string death, string exitCode, string category, string? signal)
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        var ffmpeg = await WrappedFfmpeg.CreateAsync(job.Folder, WrappedFfmpeg.OnChunk(Bad, death));
        job.Program.WithScript("RUSHES_FFMPEG", ffmpeg.Path);

        var end = await job.RunAsync(token, "--json");

        Assert.Equal(1, end.ExitCode);
        var report = EndReport.Of(end);
        Assert.Equal("failed", report.Status);
        var failure = Assert.Single(report.Failures);
        Assert.Equal(("encode.failed", category), (failure.Code, failure.Category));
        Assert.Equal((TinyJob.Rendition, Bad), (failure.Place.Rendition, failure.Place.Chunk));
        Assert.NotEmpty(failure.Remedy);
        Assert.NotNull(failure.Details);
        Assert.Equal(exitCode, failure.Details["exitCode"]);
        Assert.Equal("48 to 71", failure.Details["frames"]);
        Assert.Equal(signal, failure.Details.GetValueOrDefault("signal"));
        Assert.Contains("boom: the encoder broke", failure.Details["stderr"], StringComparison.Ordinal);
        Assert.Contains("-c:v libx264", failure.Details["arguments"], StringComparison.Ordinal);
        Assert.Equal(3, ffmpeg.Encoded(Bad));
        Assert.False(Path.Exists(job.Output));
        Assert.Empty(Directory.EnumerateFileSystemEntries(job.Folder.Path, "*.partial"));
    }

    [Fact]
    public async Task Encode_AgainAfterTheToolIsMended_Finishes()
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        var ffmpeg = await WrappedFfmpeg.CreateAsync(
            job.Folder, WrappedFfmpeg.OnChunk(Bad, $"[ -e \"$folder/mended\" ] || {{ {BrokenAlways}; }}"));
        job.Program.WithScript("RUSHES_FFMPEG", ffmpeg.Path);
        Assert.Equal(1, (await job.RunAsync(token)).ExitCode);

        job.Folder.Write("mended", "");
        var end = await job.RunAsync(token);

        Assert.True(end.ExitCode == 0, end.ToString());
        job.AssertTidy();
    }
}
