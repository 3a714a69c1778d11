using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Tools.Sandboxing;

/// <summary>
/// What keeps tools in on this machine: walls (bubblewrap), control groups, and limits of the process, each where it is to
/// be had. Found once; see docs/sandbox.md.
/// </summary>
public sealed class Sandbox
{
    private readonly SystemView _system = new([], []);
    private readonly string? _bubblewrap;
    private readonly string? _prlimit;
    private readonly Cgroups? _cgroups;

    private Sandbox()
    {
    }

    internal Sandbox(string? bubblewrap, SystemView system, Cgroups? cgroups, string? prlimit) =>
        (_bubblewrap, _system, _cgroups, _prlimit) = (bubblewrap, system, cgroups, prlimit);

    /// <summary>Tools run as they are, with limits of time only.</summary>
    public static Sandbox None { get; } = new() { Parts = [SandboxParts.NotWanted] };

    /// <summary>Whether tools see only what they are given, and no network.</summary>
    public bool HasWalls => _bubblewrap is not null;

    /// <summary>Whether memory and the number of processes are held by control groups.</summary>
    public bool HasControlGroups => _cgroups is not null;

    /// <summary>For the doctor.</summary>
    public required IReadOnlyList<SandboxPart> Parts { get; init; }

    internal Confinement Enter(ToolInvocation invocation)
    {
        var cgroup = _cgroups?.Create(invocation.Limits);
        return new(
            invocation,
            [
                .. cgroup?.Entrance ?? [],
                .. _prlimit is null ? [] : PrlimitCommand.Build(_prlimit, invocation, memoryIsGuarded: cgroup is not null),
                .. _bubblewrap is null
                    ? [invocation.Executable, .. invocation.Arguments]
                    : BubblewrapCommand.Build(_bubblewrap, _system, invocation, ExecutablePath.Resolve(invocation.Executable)),
            ],
            cgroup);
    }
}
