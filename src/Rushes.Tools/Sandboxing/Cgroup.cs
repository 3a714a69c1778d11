using System.Globalization;
using Rushes.Tools.Execution;

namespace Rushes.Tools.Sandboxing;

/// <summary>The control group of one run.</summary>
/// <param name="folders">One, or one for each controller.</param>
/// <param name="memoryEvents">See <see cref="ICgroupHierarchy.MemoryEvents"/>.</param>
/// <param name="usage">See <see cref="ICgroupHierarchy.Usage"/>.</param>
/// <param name="remove">Takes the folders away.</param>
internal sealed class Cgroup(IReadOnlyList<string> folders, string memoryEvents, CgroupUsage? usage, Action<IReadOnlyList<string>> remove) : IDisposable
{
    private const string Processes = "cgroup.procs";
    private const string KilledForMemory = "oom_kill ";

    /// <summary>
    /// A process enters by writing to a file before it becomes the tool: moved by us afterwards, it might have children by
    /// then that stay outside. The script is fixed, and takes everything else as arguments.
    /// </summary>
    private const string Enter = $"until [ \"$1\" = -- ]; do echo 0 >\"$1/{Processes}\" || exit 126; shift; done; shift; exec \"$@\"";

    /// <summary>What stands before the command of the tool.</summary>
    internal IReadOnlyList<string> Entrance => ["/bin/sh", "-c", Enter, "sh", .. folders, "--"];

    /// <summary>Whether the kernel has killed a process in here because the memory was used up.</summary>
    internal bool RanOutOfMemory => File.ReadLines(memoryEvents)
        .Where(line => line.StartsWith(KilledForMemory, StringComparison.Ordinal))
        .Any(line => long.Parse(line.AsSpan(KilledForMemory.Length), CultureInfo.InvariantCulture) > 0);

    /// <summary>User and system time of all that was in here; null where the kernel does not count it.</summary>
    internal TimeSpan? Processor => usage?.Read();

    /// <summary>A process that the tool has left behind goes too.</summary>
    public void Dispose()
    {
        foreach (var id in Left())
            ProcessGroup.Kill(int.Parse(id, CultureInfo.InvariantCulture));
        remove(folders);
    }

    private string[] Left() => Path.Combine(folders[0], Processes) is var path && File.Exists(path) ? File.ReadAllLines(path) : [];
}
