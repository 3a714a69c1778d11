using System.Globalization;

namespace Rushes.Tools.Tests.Execution;

/// <summary>Whether a process that is not ours is still there.</summary>
internal static class ProcessState
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Returns when the process has ended (a zombie has); fails the test when it does not in ten seconds.</summary>
    internal static async Task WaitUntilGoneAsync(int processId, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var start = TimeProvider.System.GetTimestamp();
        while (IsAlive(processId))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"Process {processId} is still there.");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    internal static bool IsAlive(int processId)
    {
        try
        {
            // "pid (name) state …": the name may hold anything, so look behind its end.
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
