using Rushes.EndToEnd.Tests.Faults;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Refusals;

/// <summary>Commands that cannot be right: exit code 2, all mistakes at once, nothing touched.</summary>
public sealed class CommandRefusalTests
{
    [Fact]
    public async Task Encode_LadderWithThreeMistakes_NamesEachWithItsLine()
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        var ladder = job.Folder.Write(
            "wrong.yaml",
            "version: 1\ncodec: avc\nsegment: 6s\nspeed: fast\nrenditions:\n  - {name: low, height: none, crf: 20}\n  - {name: high, height: 72, crf: 99}\n");

        var end = await job.Program.RunAsync(token, "encode", job.Source, "--out", job.Output, "--work", job.Work, "--ladder", ladder, "--json");

        Assert.True(end.ExitCode == 2, end.ToString());
        var report = EndReport.Of(end);
        Assert.Equal("refused", report.Status);
        Assert.All(report.Failures, failure => Assert.StartsWith("ladder.", failure.Code, StringComparison.Ordinal));
        Assert.All(report.Failures, failure => Assert.Equal(ladder, failure.Place.Path));
        Assert.All(report.Failures, failure => Assert.NotEmpty(failure.Remedy));
        Assert.Equal([4, 6, 7], report.Failures.Select(failure => failure.Place.Line).Order());
        Assert.Contains($"{ladder}:6", end.Errors, StringComparison.Ordinal);
        job.AssertNothingLeft();
    }

    [Fact]
    public async Task Encode_SeveralMistakes_NamesAllOfThem()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["out"]);
        folder.Write("out/mine.txt", "mine");

        var end = await new RushesProgram(folder["work"]).RunAsync(
            token, "encode", folder["nothing.mp4"], "--out", folder["out"], "--chunk", "soon", "--codecs", "avc,vp7", "--class", "first", "--json");

        Assert.True(end.ExitCode == 2, end.ToString());
        Assert.Equal(
            ["input.not_found", "output.not_empty", "usage.value", "usage.value", "usage.value"],
            EndReport.Of(end).Failures.Select(failure => failure.Code).Order());
        Assert.Equal("mine", await File.ReadAllTextAsync(folder["out/mine.txt"], token));
        Assert.False(Directory.Exists(folder["work"]));
    }

    [Theory]
    [InlineData("is not empty", "output.not_empty")]
    [InlineData("is a file", "output.not_empty")]
    [InlineData("has a file for a parent", "output.not_writable")]
    [InlineData("has no parent", "output.not_writable")]
    [InlineData("is on a disk that is closed to writing", "output.not_writable")]
    public async Task Encode_OutputThatCannotBe_IsRefused(string output, string code)
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        await using var disk = output.Contains("disk", StringComparison.Ordinal)
            ? await SmallDisk.MountAsync(job.Folder["disk"], "ro", token)
            : null;
        var path = output switch
        {
            "is not empty" => job.Folder.Path,
            "is a file" => job.Source,
            "has a file for a parent" => Path.Combine(job.Source, "out"),
            "has no parent" => job.Folder["no/such/folder"],
            _ => Path.Combine(disk!.Path, "out"),
        };

        var end = await job.Program.RunAsync(token, "encode", job.Source, "--out", path, "--work", job.Work, "--json");

        Assert.True(end.ExitCode == 2, end.ToString());
        var report = EndReport.Of(end);
        var failure = Assert.Single(report.Failures);
        Assert.Equal(("refused", code, "configuration"), (report.Status, failure.Code, failure.Category));
        Assert.Equal((path, "--out"), (failure.Place.Path, failure.Place.Option));
        Assert.NotEmpty(failure.Remedy);
        Assert.Empty(job.Jobs());
    }

    [Fact]
    public async Task Encode_WhileTheSameJobRuns_NamesTheOtherProcess()
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        var ffmpeg = await WrappedFfmpeg.CreateAsync(
            job.Folder, WrappedFfmpeg.OnChunk(0, "[ -e \"$folder/held\" ] || { : > \"$folder/held\"; exec sleep 600; }"));
        job.Program.WithScript("RUSHES_FFMPEG", ffmpeg.Path);
        using var first = job.Start();
        var running = RushesProgram.EndAsync(first, token);
        try
        {
            await InterruptTests.WaitForFileAsync(job.Folder["held"], running, token);
            var second = await job.RunAsync(token, "--json");

            Assert.True(second.ExitCode == 1, second.ToString());
            var failure = Assert.Single(EndReport.Of(second).Failures);
            Assert.Equal("job.already_running", failure.Code);
            Assert.Contains($"already running, pid {first.Id}", failure.Message, StringComparison.Ordinal);
            Assert.False(running.IsCompleted);
        }
        finally
        {
            first.Kill();
            await running;
        }
    }

    [Fact]
    public async Task Encode_AgainWhenFinished_ShowsTheTableAndTouchesNothing()
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        Assert.Equal(0, (await job.RunAsync(token)).ExitCode);
        var before = Directory.EnumerateFiles(job.Output, "*", SearchOption.AllDirectories).ToDictionary(path => path, File.GetLastWriteTimeUtc);

        var table = await job.RunAsync(token);
        var report = await job.RunAsync(token, "--json");

        Assert.True(table.ExitCode == 0, table.ToString());
        Assert.Contains(TinyJob.Rendition, table.Output, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(job.Output, "master.m3u8"), table.Output, StringComparison.Ordinal);
        Assert.Equal((0, "done"), (report.ExitCode, EndReport.Of(report).Status));
        Assert.Equal(before, Directory.EnumerateFiles(job.Output, "*", SearchOption.AllDirectories).ToDictionary(path => path, File.GetLastWriteTimeUtc));
        job.AssertTidy();

        var other = await job.Program.RunAsync(token, "encode", job.Source, "--out", job.Output, "--work", job.Work, "--chunk", "4s", "--json");
        Assert.Equal(2, other.ExitCode);
        Assert.Equal("output.not_empty", Assert.Single(EndReport.Of(other).Failures).Code);
    }
}
