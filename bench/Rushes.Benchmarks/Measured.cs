using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Rushes.Benchmarks;

/// <summary>What one command used.</summary>
/// <param name="Wall">Seconds from start to end.</param>
/// <param name="Processor">Seconds of CPU time of the process and all it waited for.</param>
internal sealed record Measured(double Wall, double Processor)
{
    private const int Children = -1;

    public static Measured operator -(Measured whole, Measured part) => new(whole.Wall - part.Wall, whole.Processor - part.Processor);

    public static Measured operator +(Measured one, Measured other) => new(one.Wall + other.Wall, one.Processor + other.Processor);

    /// <summary>Runs a command to its end. Not for two at a time: CPU time is that of all ended children.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    /// <param name="executable">The command.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="onErrorLine">Told what it writes to standard error.</param>
    public static async Task<Measured> RunAsync(string executable, IEnumerable<string> arguments, Action<string>? onErrorLine = null)
    {
        var before = ChildrenProcessorSeconds();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{executable} did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var wall = clock.Elapsed.TotalSeconds;
        foreach (var line in (await errors).Split('\n'))
        {
            onErrorLine?.Invoke(line);
        }

        return process.ExitCode == 0
            ? new Measured(wall, ChildrenProcessorSeconds() - before)
            : throw new InvalidOperationException($"{executable} ended with {process.ExitCode}: {await errors}");
    }

    /// <summary>Runs commands to their ends, as many at once as there are cores.</summary>
    public static async Task<Measured> RunAllAsync(string executable, IEnumerable<IEnumerable<string>> commands)
    {
        var before = ChildrenProcessorSeconds();
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            commands, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (arguments, _) => await RunAsync(executable, arguments));
        return new Measured(clock.Elapsed.TotalSeconds, ChildrenProcessorSeconds() - before);
    }

    public static Measured Median(IEnumerable<Measured> runs)
    {
        var all = runs.ToArray();
        return new Measured(Middle(all.Select(run => run.Wall)), Middle(all.Select(run => run.Processor)));
    }

    private static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double ChildrenProcessorSeconds()
    {
        var usage = new long[18];
        return GetResourceUsage(Children, usage) == 0
            ? usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6)
            : throw new InvalidOperationException("getrusage failed.");
    }

    // struct rusage begins with two struct timeval, user and system: seconds and microseconds each.
    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetResourceUsage(int who, long[] usage);
}
