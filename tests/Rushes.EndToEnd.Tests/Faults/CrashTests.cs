using System.Diagnostics;
using System.Globalization;

namespace Rushes.EndToEnd.Tests.Faults;

/// <summary>
/// The proof that a crash costs nothing: killed outright at any instant, the same command goes on and ends with the same
/// bytes as a run that nobody disturbed.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Kills = 20;
    private const int Held = 2;

    [Fact]
    public async Task Encode_KilledTwentyTimesAtRandom_EndsWithTheSameBytes()
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        var (reference, duration) = await RunUndisturbedAsync(job, token);
        var seed = Environment.TickCount;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, undisturbed {duration.TotalSeconds:F2} s"));
        var random = new Random(seed);

        var kills = 0;
        for (var round = 0; kills < Kills; round++)
        {
            var disturbed = job.Into(string.Create(CultureInfo.InvariantCulture, $"out-{round}"));
            var own = 0;
            while (kills < Kills && await KillAsync(disturbed, duration * random.NextDouble(), token))
            {
                kills++;
                own++;
                await ToolProcesses.AssertGoneAsync(disturbed.Work, token);
            }

            var end = await disturbed.RunAsync(token);
            Assert.True(end.ExitCode == 0, $"seed {seed}, round {round}, {own} kills: {end}");
            StreamFiles.AssertSame(reference, disturbed.Output, $"seed {seed}, round {round}, {own} kills");
            disturbed.AssertTidy();
            output.WriteLine($"round {round}: {own} kills");
        }
    }

    [Theory]
    [InlineData("report.json")] // The last file of the staging folder: the rename comes next.
    [InlineData("out")] // The rename has happened; the job's folder is still there.
    public async Task Encode_KilledAroundTheRename_EndsWithTheSameBytes(string name)
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        var (reference, _) = await RunUndisturbedAsync(job, token);

        using (var watcher = new FileSystemWatcher(job.Folder.Path) { IncludeSubdirectories = true })
        using (var process = job.Start())
        {
            void KillOn(object sender, FileSystemEventArgs change)
            {
                if (Path.GetFileName(change.Name) == name)
                {
                    process.Kill();
                }
            }

            watcher.Created += KillOn;
            watcher.Renamed += KillOn;
            watcher.EnableRaisingEvents = true;
            var killed = await RushesProgram.EndAsync(process, token);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"exit {killed.ExitCode}"));
        }

        Assert.True(!Directory.Exists(job.Output) || File.Exists(Path.Combine(job.Output, "report.json")), "Half a folder was shown.");
        var end = await job.RunAsync(token);
        Assert.True(end.ExitCode == 0, end.ToString());
        StreamFiles.AssertSame(reference, job.Output, name);
        job.AssertTidy();
    }

    [Fact]
    public async Task Encode_KilledWithFourChunksDone_EncodesOnlyTheFifth()
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        var ffmpeg = await KillWithFourChunksDoneAsync(job, token);
        Assert.Equal(TinyJob.Chunks, ffmpeg.Encodes.Count);
        Assert.False(Path.Exists(job.Output));

        var end = await job.RunAsync(token);

        Assert.True(end.ExitCode == 0, end.ToString());
        Assert.Equal(TinyJob.Chunks + 1, ffmpeg.Encodes.Count);
        Assert.Equal(2, ffmpeg.Encoded(Held));
        job.AssertTidy();
    }

    [Fact]
    public async Task Encode_FinishedChunkIsCutOffBeforeTheJobGoesOn_FailsThenStartsAfresh()
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        await KillWithFourChunksDoneAsync(job, token);
        var chunk = Directory.EnumerateFiles(job.Work, "tiny.*.mp4", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        using (var file = File.OpenHandle(chunk, FileMode.Open, FileAccess.Write))
        {
            RandomAccess.SetLength(file, RandomAccess.GetLength(file) / 2);
        }

        var failed = await job.RunAsync(token, "--json");
        Assert.True(failed.ExitCode == 1, failed.ToString());
        var failure = Assert.Single(EndReport.Of(failed).Failures);
        Assert.Equal("object.damaged", failure.Code);
        Assert.Contains(Path.GetRelativePath(job.Work, chunk), failure.Place.Path, StringComparison.Ordinal);
        Assert.False(Path.Exists(job.Output));

        var end = await job.RunAsync(token);
        Assert.True(end.ExitCode == 0, end.ToString());
        job.AssertTidy();
    }

    /// <summary>Holds one chunk back until the others are done, kills the program, and lets the chunk go.</summary>
    private static async Task<WrappedFfmpeg> KillWithFourChunksDoneAsync(TinyJob job, CancellationToken cancellationToken)
    {
        var ffmpeg = await WrappedFfmpeg.CreateAsync(
            job.Folder, WrappedFfmpeg.OnChunk(Held, "[ -e \"$folder/go\" ] || exec sleep 600"));
        job.Program.WithScript("RUSHES_FFMPEG", ffmpeg.Path);
        using (var process = job.Start())
        {
            await WaitForLineAsync(process, $"{TinyJob.Chunks - 1}/{TinyJob.Chunks} chunks", cancellationToken);
            process.Kill();
            await process.WaitForExitAsync(cancellationToken);
        }

        await ToolProcesses.AssertGoneAsync(job.Work, cancellationToken);
        job.Folder.Write("go", "");
        return ffmpeg;
    }

    private static async Task<(IReadOnlyDictionary<string, string> Files, TimeSpan Duration)> RunUndisturbedAsync(
        TinyJob job, CancellationToken cancellationToken)
    {
        var undisturbed = job.Into("reference");
        var start = TimeProvider.System.GetTimestamp();
        var end = await undisturbed.RunAsync(cancellationToken);
        var duration = TimeProvider.System.GetElapsedTime(start);
        Assert.True(end.ExitCode == 0, end.ToString());
        return (StreamFiles.Read(undisturbed.Output), duration);
    }

    /// <summary>False when the program was done before its time had come.</summary>
    private static async Task<bool> KillAsync(TinyJob job, TimeSpan after, CancellationToken cancellationToken)
    {
        using var process = job.Start();
        var end = RushesProgram.EndAsync(process, cancellationToken);
        try
        {
            await end.WaitAsync(after, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
            process.Kill();
        }

        const int Killed = 128 + 9;
        var ended = await end;
        Assert.True(ended.ExitCode is 0 or Killed, ended.ToString());
        return ended.ExitCode == Killed;
    }

    private static async Task WaitForLineAsync(Process process, string words, CancellationToken cancellationToken)
    {
        while (await process.StandardError.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The program ended and never said '{words}'.");
    }
}
