using System.Globalization;

namespace Rushes.EndToEnd.Tests.Faults;

/// <summary>Processes of a test, found in /proc by the test's own folder on their command lines.</summary>
internal static class ToolProcesses
{
    // The kernel kills at once; a busy machine needs a moment to carry it out.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Returns when no process names the folder any more; fails the test when one still does after five seconds.</summary>
    public static async Task AssertGoneAsync(string folder, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var start = TimeProvider.System.GetTimestamp();
        while (Naming(folder) is [var first, ..])
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"A process is left: {first}");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Command lines that name the folder; zombies have none, and a sandbox that never came to be is not counted.</summary>
    public static IReadOnlyList<string> Naming(string folder) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Where(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != Environment.ProcessId)
            .Where(path => !IsUnborn(path))
            .Select(path => Read(Path.Combine(path, "cmdline")).Replace('\0', ' '))
            .Where(line => line.Contains(folder, StringComparison.Ordinal))];

    /// <summary>
    /// Bubblewrap's inner process waits for the outer one's leave to go on before it asks to die with it. Of an outer one that
    /// dies in between, it waits for ever: it runs nothing, and no one but its user can end it (docs/sandbox.md).
    /// </summary>
    private static bool IsUnborn(string process) =>
        Read(Path.Combine(process, "comm")).TrimEnd() == "bwrap"
        && Read(Path.Combine(process, "task", Path.GetFileName(process), "children")).Length == 0;

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
