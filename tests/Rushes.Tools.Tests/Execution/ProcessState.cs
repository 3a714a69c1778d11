using System.Globalization;

namespace Rushes.Tools.Tests.Execution;

/// <summary>What a process that is not ours is doing.</summary>
internal static class ProcessState
{
    private const char Stopped = 'T';
    private const char Zombie = 'Z';
    private const char Gone = 'X';

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Returns when the process has ended (a zombie has); fails the test when it does not in ten seconds.</summary>
    internal static Task WaitUntilGoneAsync(int processId, CancellationToken cancellationToken) =>
        WaitAsync(() => !IsAlive(processId), $"Process {processId} is still there.", cancellationToken);

    /// <summary>Returns when the process is stopped; fails the test when it is not in ten seconds.</summary>
    internal static Task WaitUntilStoppedAsync(int processId, CancellationToken cancellationToken) =>
        WaitAsync(() => Read(processId) == Stopped, $"Process {processId} is not stopped.", cancellationToken);

    /// <summary>Returns when the process is alive and not stopped; fails the test when it is not in ten seconds.</summary>
    internal static Task WaitUntilRunningAsync(int processId, CancellationToken cancellationToken) =>
        WaitAsync(() => Read(processId) is not (Stopped or Gone or Zombie), $"Process {processId} does not run.", cancellationToken);

    internal static bool IsAlive(int processId) => Read(processId) is not (Zombie or Gone);

    /// <summary>The process that has the argument, which only one has.</summary>
    internal static int Find(string argument) => FindAll(argument).Single();

    /// <summary>All processes that have the argument: a tool in a sandbox has some around it that know its command.</summary>
    internal static IReadOnlyList<int> FindAll(string argument) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && Arguments(id).Contains(argument))];

    internal static async Task WaitAsync(Func<bool> reached, string otherwise, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var start = TimeProvider.System.GetTimestamp();
        while (!reached())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, otherwise);
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static char Read(int processId)
    {
        // "pid (name) state …": the name may hold anything, so look behind its end.
        var stat = ReadFile(processId, "stat");
        return stat.Length > 0 ? stat[stat.LastIndexOf(')') + 2] : Gone;
    }

    private static string[] Arguments(int processId) => ReadFile(processId, "cmdline").Split('\0');

    private static string ReadFile(int processId, string name)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/{name}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
