using System.Runtime.InteropServices;

namespace Rushes.Tools.Execution;

/// <summary>
/// Processor time of all tools that have ended. The kernel adds up what our waited-for children used (getrusage(2),
/// RUSAGE_CHILDREN), to the microsecond; .NET reaps children itself, so an honest figure per tool is not to be had.
/// </summary>
public static class ChildProcessorTime
{
    private const int Children = -1;

    /// <summary>User and system time together. Two readings differ by what ended in between.</summary>
    public static TimeSpan Read()
    {
        // struct rusage of 64-bit Linux: two timevals (seconds, microseconds), then fourteen longs.
        var usage = new long[18];
        if (GetResourceUsage(Children, usage) != 0)
            throw new InvalidOperationException($"getrusage failed with error {Marshal.GetLastPInvokeError()}.");
        return TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3]);
    }

    [DllImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetResourceUsage(int who, [Out] long[] usage);
}
