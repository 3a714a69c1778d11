using System.Diagnostics;
using Rushes.Tools.Execution;
using Rushes.Tools.Sandboxing;
using Spectre.Console;

namespace Rushes.Benchmarks;

/// <summary>What keeping a tool in costs: many runs that do nothing, and an encode, without a sandbox and with it, in turn.</summary>
internal static class SandboxBenchmark
{
    private const int ShortRuns = 200;
    private const int SideBySide = 8;

    private static readonly ToolLimits Limits = ToolLimits.Default with
    {
        MemoryBytes = 1L << 30, OutputBytes = 1L << 30, Processor = TimeSpan.FromHours(1), Cores = 1,
    };

    public static async Task RunAsync(int rounds)
    {
        var survey = new SandboxSurvey(new ToolRunner(TimeProvider.System));
        var sandbox = await survey.FindAsync(new SandboxSearch { SearchPath = Environment.GetEnvironmentVariable("PATH") }, CancellationToken.None);
        foreach (var part in sandbox.Parts)
        {
            AnsiConsole.WriteLine($"{part.Name}: {part.Found}{part.Lacking}");
        }

        var folder = Directory.CreateTempSubdirectory("rushes-bench-").FullName;
        try
        {
            var (bare, kept) = (new ToolRunner(TimeProvider.System), new ToolRunner(TimeProvider.System, sandbox));
            var table = new Table { Title = new TableTitle($"Without and with the sandbox, median of {rounds}") };
            table.AddColumns("", "without, ms", "with, ms", "ratio", "more, ms");
            var nothing = new ToolInvocation("/usr/bin/true", []) { Limits = Limits };
            await RowAsync("a run of nothing", runner => OneByOneAsync(runner, nothing), ShortRuns);
            await RowAsync($"the same, {SideBySide} at a time", runner => AtOnceAsync(runner, nothing), ShortRuns);
            var encode = Encode(folder);
            await RowAsync("an encode of 10 s of 640x360", runner => RunAsync(runner, encode), 1);
            AnsiConsole.Write(table);

            async Task RowAsync(string name, Func<ToolRunner, Task> run, int runs)
            {
                List<double> without = [];
                List<double> with = [];
                for (var round = 0; round <= rounds; round++)
                {
                    var pair = (await MillisecondsAsync(() => run(bare)) / runs, await MillisecondsAsync(() => run(kept)) / runs);
                    if (round > 0)
                    {
                        without.Add(pair.Item1);
                        with.Add(pair.Item2);
                    }
                }

                var (plain, sandboxed) = (without.Median(), with.Median());
                table.AddRow(name, $"{plain:F2}", $"{sandboxed:F2}", $"{sandboxed / plain:F2}", $"{sandboxed - plain:F2}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ToolInvocation Encode(string folder)
    {
        var ffmpeg = Environment.GetEnvironmentVariable("RUSHES_FFMPEG")
            ?? throw new InvalidOperationException("RUSHES_FFMPEG must name an FFmpeg with libx264.");
        return new ToolInvocation(
            ffmpeg,
            [
                "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=24:duration=10",
                "-c:v", "libx264", "-threads", "1", Path.Combine(folder, "a.mp4"),
            ])
        { Limits = Limits, Outputs = folder };
    }

    private static async Task OneByOneAsync(ToolRunner runner, ToolInvocation invocation)
    {
        for (var run = 0; run < ShortRuns; run++)
        {
            await RunAsync(runner, invocation);
        }
    }

    private static async Task AtOnceAsync(ToolRunner runner, ToolInvocation invocation) =>
        await Parallel.ForAsync(0, ShortRuns, new ParallelOptions { MaxDegreeOfParallelism = SideBySide }, async (_, _) => await RunAsync(runner, invocation));

    private static async Task RunAsync(ToolRunner runner, ToolInvocation invocation)
    {
        var result = await runner.RunAsync(invocation, CancellationToken.None);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"{invocation.Executable}: {result.End}, {result.ExitCode}: {result.ErrorTail}");
        }
    }

    private static async Task<double> MillisecondsAsync(Func<Task> action)
    {
        var clock = Stopwatch.StartNew();
        await action();
        return clock.Elapsed.TotalMilliseconds;
    }
}
