namespace Rushes.Tools.Sandboxing;

/// <summary>Where a process stands in the trees of control groups: the text of <c>/proc/self/cgroup</c>. Pure.</summary>
internal sealed class CgroupMembership
{
    private readonly Dictionary<string, string> _paths;
    private readonly HashSet<string> _withCpu;

    private CgroupMembership(Dictionary<string, string> paths, HashSet<string> withCpu) => (_paths, _withCpu) = (paths, withCpu);

    /// <summary>Of version 2; null where the kernel has none.</summary>
    internal string? Unified => _paths.GetValueOrDefault("");

    /// <summary>Of version 1; null where the controller is not one of version 1.</summary>
    internal string? Of(string controller) => _paths.GetValueOrDefault(controller);

    /// <summary>Whether it is in the tree of the cpu controller.</summary>
    internal bool IsSharedWithCpu(string controller) => _withCpu.Contains(controller);

    /// <param name="text">Lines of <c>4:cpu,cpuacct:/path</c>; that of version 2 is <c>0::/path</c>.</param>
    internal static CgroupMembership Parse(string text)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        var withCpu = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(':', 3) is not [_, var controllers, var path])
                continue;
            var together = controllers.Split(',');
            foreach (var controller in together)
                paths[controller] = path;
            if (together.Contains("cpu"))
                withCpu.UnionWith(together);
        }
        return new(paths, withCpu);
    }
}
