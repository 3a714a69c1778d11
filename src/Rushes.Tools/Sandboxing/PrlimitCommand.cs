using System.Globalization;
using Rushes.Tools.Execution;

namespace Rushes.Tools.Sandboxing;

/// <summary>
/// The limits that the kernel holds for one process, set by prlimit(1) before it becomes the tool. Pure.
/// <para>Memory is limited here only where no control group does: RLIMIT_DATA counts what a process has asked for and not
/// what it uses, which for x264 is up to twice as much, so the limit is twice the memory. It stops what runs wild, no more.</para>
/// </summary>
internal static class PrlimitCommand
{
    /// <summary>After SIGXCPU, before SIGKILL.</summary>
    private const long SecondsToEnd = 5;

    /// <param name="prlimit">Path of prlimit.</param>
    /// <param name="invocation">A tool without a folder for outputs may not write to any file.</param>
    /// <param name="memoryIsGuarded">By a control group.</param>
    internal static IReadOnlyList<string> Build(string prlimit, ToolInvocation invocation, bool memoryIsGuarded)
    {
        var limits = invocation.Limits;
        List<string> command = [prlimit, "--core=0"];
        if ((invocation.Outputs is null ? 0 : limits.OutputBytes) is { } bytes)
            command.Add(string.Create(CultureInfo.InvariantCulture, $"--fsize={bytes}"));
        if (limits.Processor != Timeout.InfiniteTimeSpan)
        {
            var seconds = (long)Math.Ceiling(limits.Processor.TotalSeconds);
            command.Add(string.Create(CultureInfo.InvariantCulture, $"--cpu={seconds}:{seconds + SecondsToEnd}"));
        }
        if (limits.MemoryBytes is { } memory && !memoryIsGuarded)
            command.Add(string.Create(CultureInfo.InvariantCulture, $"--data={2 * memory}"));
        command.Add("--");
        return command;
    }
}
