using System.Diagnostics;
using Rushes.EndToEnd.Tests.House;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>
/// The throw-away cluster that <c>./test --soak slurm</c> has started, as the environment tells: two nodes of two cores, and a
/// partition <c>high</c> that pre-empts the partition <c>low</c>. Where there is none, the test is skipped.
/// </summary>
internal static class SlurmCluster
{
    public static void Require() =>
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("SLURM_CONF")), "SLURM_CONF names no cluster: run ./test --soak slurm, which starts one.");


    /// <summary>Runs <c>deploy/slurm/scale</c>.</summary>
    public static Task<string> ScaleAsync(params string[] arguments) => RunAsync(Path.Combine(Repository.Root, "deploy/slurm/scale"), arguments);

    /// <summary>Runs a command that must succeed.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var end = await RushesProgram.EndAsync(process, TestContext.Current.CancellationToken);
        Assert.True(end.ExitCode == 0, $"{program}: {end}");
        return end.Output.Trim();
    }

    /// <summary>Jobs of a partition, by state.</summary>
    public static async Task<int> CountAsync(string partition, string states) =>
        Lines(await RunAsync("squeue", "--me", "--noheader", "--array", "--partition", partition, "--states", states, "--format", "%i"));

    /// <summary>Jobs that were sent back to the queue and are still known.</summary>
    public static async Task<int> RequeuedAsync()
    {
        var jobs = await RunAsync("scontrol", "show", "job", "--oneliner");
        return jobs.Split('\n').Count(job => job.Contains(" Restarts=1 ", StringComparison.Ordinal));
    }

    /// <summary>Waits until the world is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Writes a script that stands for the program on a node.</summary>
    public static string Program(TemporaryFolder folder)
    {
        return folder.WriteScript("rushes", $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "rushes.dll")}' \"$@\"\n");
    }

    private static int Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
}
