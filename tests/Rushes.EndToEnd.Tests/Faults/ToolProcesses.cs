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

    /// <summary>Command lines that name the folder; zombies have none.</summary>
    public static IReadOnlyList<string> Naming(string folder) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Where(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != Environment.ProcessId)
            .Select(CommandLine)
            .Where(line => line.Contains(folder, StringComparison.Ordinal))];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
