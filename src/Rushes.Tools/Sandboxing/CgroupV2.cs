using System.Globalization;
using Rushes.Tools.Execution;

namespace Rushes.Tools.Sandboxing;

/// <summary>One tree for all controllers.</summary>
/// <param name="Own">Our own group, which has handed its controllers on to its children.</param>
/// <param name="Controllers">Those that it has handed on.</param>
internal sealed record CgroupV2(string Own, IReadOnlySet<string> Controllers) : ICgroupHierarchy
{
    private const int WeightOfACore = 100;
    private const int HighestWeight = 10_000;

    public string Version => "v2";

    public IReadOnlyList<string> Parents => [Own];

    public IEnumerable<CgroupSetting> Settings(string group, ToolLimits limits)
    {
        if (limits.MemoryBytes is { } memory)
        {
            yield return Set("memory.max", memory);
            yield return Set("memory.swap.max", 0, optional: true);
            yield return Set("memory.oom.group", 1, optional: true);
        }
        if (Controllers.Contains("pids"))
            yield return Set("pids.max", limits.Processes);
        if (Controllers.Contains("cpu") && limits.Cores is { } cores)
            yield return Set("cpu.weight", Math.Min(cores * WeightOfACore, HighestWeight));

        CgroupSetting Set(string file, long value, bool optional = false) =>
            new(Path.Combine(Own, group, file), value.ToString(CultureInfo.InvariantCulture), optional);
    }

    public CgroupUsage Usage(string group) => new(Path.Combine(Own, group, "cpu.stat"), "usage_usec ", 1_000_000);

    CgroupUsage? ICgroupHierarchy.Usage(string group) => Usage(group);

    public string MemoryEvents(string group) => Path.Combine(Own, group, "memory.events");
}
