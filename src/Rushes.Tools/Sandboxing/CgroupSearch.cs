using System.Globalization;

namespace Rushes.Tools.Sandboxing;

/// <summary>
/// Finds a place where we may make control groups: below our own group, so that whatever limits us limits our tools too.
/// Root may, and so may whoever was given the group to keep (systemd's <c>Delegate=</c>).
/// </summary>
/// <param name="root">Where the trees are mounted: <c>/sys/fs/cgroup</c>.</param>
/// <param name="membership">Of this process.</param>
/// <param name="processId">Of this process.</param>
internal sealed class CgroupSearch(string root, CgroupMembership membership, int processId)
{
    private const string Processes = "cgroup.procs";
    private static readonly string[] Wanted = ["memory", "pids", "cpu"];

    internal static CgroupSearch OfThisProcess() =>
        new("/sys/fs/cgroup", CgroupMembership.Parse(File.ReadAllText("/proc/self/cgroup")), Environment.ProcessId);

    /// <summary>Null: neither version has a memory controller here.</summary>
    /// <exception cref="IOException">The kernel does not let us hand controllers on.</exception>
    /// <exception cref="UnauthorizedAccessException">We may not.</exception>
    internal ICgroupHierarchy? Find() => FindV2() is { } v2 ? v2 : FindV1();

    private CgroupV1? FindV1() => OwnV1("memory") is { } memory ? new CgroupV1(memory, OwnV1("pids"), OwnV1("cpu"), OwnAccounting()) : null;

    /// <summary>Mounted with the cpu controller on most systems, and then found there.</summary>
    private string? OwnAccounting() => membership.IsSharedWithCpu("cpuacct") ? null : OwnV1("cpuacct");

    private string? OwnV1(string controller) =>
        membership.Of(controller) is { } path ? Own(Path.Combine(root, controller), path) : null;

    private CgroupV2? FindV2()
    {
        if (membership.Unified is not { } path || Own(root, path) is not { } own)
            return null;
        var offered = Words(Path.Combine(own, "cgroup.controllers"));
        if (!offered.Contains("memory"))
            return null;
        var controllers = Wanted.Where(offered.Contains).ToHashSet();
        if (!controllers.IsSubsetOf(Words(Path.Combine(own, "cgroup.subtree_control"))))
            HandOn(own, controllers);
        return new CgroupV2(own, controllers);
    }

    /// <summary>
    /// A group other than the root of all hands controllers on only while no process is in it: we step down into a child.
    /// Where others stay behind, the kernel refuses, and we step back.
    /// </summary>
    private void HandOn(string own, IReadOnlySet<string> controllers)
    {
        var self = processId.ToString(CultureInfo.InvariantCulture);
        var child = Path.Combine(own, CgroupName.OfHost(processId));
        var isRoot = !File.Exists(Path.Combine(own, "cgroup.type"));
        try
        {
            if (!isRoot)
            {
                Directory.CreateDirectory(child);
                File.WriteAllText(Path.Combine(child, Processes), self);
            }
            File.WriteAllText(Path.Combine(own, "cgroup.subtree_control"), string.Join(' ', controllers.Select(name => $"+{name}")));
        }
        catch (Exception exception) when (!isRoot && exception is IOException or UnauthorizedAccessException && Directory.Exists(child))
        {
            File.WriteAllText(Path.Combine(own, Processes), self);
            Directory.Delete(child);
            throw;
        }
    }

    /// <summary>In a container the tree may be mounted from our own group on, while the path still begins at its root.</summary>
    private static string? Own(string mount, string path)
    {
        var own = Path.Join(mount, path).TrimEnd('/');
        return Directory.Exists(own) ? own : Directory.Exists(mount) ? mount : null;
    }

    private static HashSet<string> Words(string path) =>
        File.Exists(path) ? [.. File.ReadAllText(path).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)] : [];
}
