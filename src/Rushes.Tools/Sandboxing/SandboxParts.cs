using Rushes.Tools.Execution;

namespace Rushes.Tools.Sandboxing;

/// <summary>What the doctor says of each part of the sandbox.</summary>
internal static class SandboxParts
{
    private const string WithoutWalls = "tools see the files and the network that we see";
    private const string WithoutGroups = "memory is limited roughly, and the number of processes not at all";

    internal static SandboxPart NotWanted { get; } = new(
        "sandbox", "", $"switched off: {WithoutWalls}, and only their time is limited", "unset RUSHES_SANDBOX");

    internal static SandboxPart NoBubblewrap { get; } = new(
        "bubblewrap", "", $"bwrap is not installed: {WithoutWalls}", "apt-get install -y --no-install-recommends bubblewrap");

    internal static SandboxPart Bubblewrap(string path) => new("bubblewrap", path, "", "");

    internal static SandboxPart RefusedBubblewrap(string path, ToolResult trial) => new(
        "bubblewrap", "", $"{path} does not work here ({trial.ErrorTail.Trim()}): {WithoutWalls}",
        "Allow user namespaces: sysctl kernel.apparmor_restrict_unprivileged_userns=0, or for a container a seccomp and AppArmor profile that permits them");

    internal static SandboxPart Cgroup(Cgroups cgroups) => new("cgroup", $"{cgroups.Version} {cgroups.Folder}", "", "");

    internal static SandboxPart NoCgroup(string reason) => new(
        "cgroup", "", $"no control group ({reason}): {WithoutGroups}",
        "Start Rushes in a group of its own: systemd-run --user --scope -p Delegate=yes COMMAND, or as root");

    internal static SandboxPart Prlimit(string? path) => path is not null
        ? new("prlimit", path, "", "")
        : new("prlimit", "", "output size and processor time of tools are not limited", "apt-get install -y --no-install-recommends util-linux");
}
