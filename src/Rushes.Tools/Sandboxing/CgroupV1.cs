using System.Globalization;
using Rushes.Tools.Execution;

namespace Rushes.Tools.Sandboxing;

/// <summary>One tree for each controller; our own place in it may differ from tree to tree.</summary>
/// <param name="Memory">Our own group in the tree of the memory controller.</param>
/// <param name="Processes">The same of the pids controller; null where there is none.</param>
/// <param name="Processor">The same of the cpu controller; null where there is none.</param>
/// <param name="Accounting">The same of the cpuacct controller; null where there is none, or where it is mounted with cpu.</param>
internal sealed record CgroupV1(string Memory, string? Processes, string? Processor, string? Accounting = null) : ICgroupHierarchy
{
    private const int SharesOfACore = 1024;

    public string Version => "v1";

    public IReadOnlyList<string> Parents => [.. new[] { Memory, Processes, Processor, Accounting }.OfType<string>()];

    /// <summary>Swap counts too, but can be limited only after memory, to no less, and not on every kernel.</summary>
    public IEnumerable<CgroupSetting> Settings(string group, ToolLimits limits)
    {
        if (limits.MemoryBytes is { } memory)
        {
            yield return new(Path.Combine(Memory, group, "memory.limit_in_bytes"), Text(memory));
            yield return new(Path.Combine(Memory, group, "memory.memsw.limit_in_bytes"), Text(memory), Optional: true);
        }
        if (Processes is not null)
            yield return new(Path.Combine(Processes, group, "pids.max"), Text(limits.Processes));
        if (Processor is not null && limits.Cores is { } cores)
            yield return new(Path.Combine(Processor, group, "cpu.shares"), Text(cores * SharesOfACore));
    }

    public string MemoryEvents(string group) => Path.Combine(Memory, group, "memory.oom_control");

    /// <summary>In nanoseconds, the only content of its file.</summary>
    public CgroupUsage? Usage(string group) => (Accounting ?? Processor) is { } tree
        ? new(Path.Combine(tree, group, "cpuacct.usage"), "", 1_000_000_000)
        : null;

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
