using System.Diagnostics;
using System.Globalization;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.EndToEnd.Tests.Faults;

public sealed class InterruptTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Encode_Interrupted_SaysHowToGoOnAndGoesOn(string signal)
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        var ffmpeg = await WrappedFfmpeg.CreateAsync(
            job.Folder, WrappedFfmpeg.OnChunk(0, "[ -e \"$folder/go\" ] || { : > \"$folder/held\"; exec sleep 600; }"));
        job.Program.WithScript("RUSHES_FFMPEG", ffmpeg.Path);

        // A shell that starts us in the background has its children ignore interrupts.
        using var process = job.Program.StartBy(["env", "--default-signal=INT"], job.Arguments("--json"));
        var running = RushesProgram.EndAsync(process, token);
        await WaitForFileAsync(job.Folder["held"], running, token);
        await SignalAsync(process, signal, token);
        var interrupted = await running;

        Assert.Equal(130, interrupted.ExitCode);
        Assert.Contains("run the same command again", interrupted.Errors, StringComparison.Ordinal);
        Assert.Equal("cancelled", EndReport.Of(interrupted).Status);
        Assert.Empty(ToolProcesses.Naming(job.Folder.Path));
        Assert.False(Path.Exists(job.Output));
        Assert.Empty(Directory.EnumerateFileSystemEntries(job.Folder.Path, "*.partial"));
        job.Folder.Write("go", "");
        var end = await job.RunAsync(token);
        Assert.True(end.ExitCode == 0, end.ToString());
        job.AssertTidy();
    }

    internal static async Task WaitForFileAsync(string path, Task<ProgramEnd> running, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!File.Exists(path))
        {
            Assert.False(running.IsCompleted, "The program ended too early.");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static async Task SignalAsync(Process process, string signal, CancellationToken cancellationToken)
    {
        var id = process.Id.ToString(CultureInfo.InvariantCulture);
        var result = await TestMedia.Runner.RunAsync(new ToolInvocation("/bin/sh", ["-c", $"kill -{signal} {id}"]), cancellationToken);
        Assert.True(result.Succeeded, result.ErrorTail);
    }
}
