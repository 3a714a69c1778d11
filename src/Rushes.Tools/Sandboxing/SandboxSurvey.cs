using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Tools.Sandboxing;

/// <summary>
/// Finds out what of a sandbox this machine offers, by trying: that a program is installed does not say that the kernel, a
/// container or a policy lets it work.
/// </summary>
/// <param name="runner">Runs the trial; it has no sandbox yet.</param>
public sealed class SandboxSurvey(IToolRunner runner)
{
    private const string SystemFolders = "/usr/bin:/bin";
    private const int TrialEnd = 7;

    private static readonly ToolLimits TrialLimits = new(TimeSpan.FromSeconds(30), Timeout.InfiniteTimeSpan) { MemoryBytes = 64L << 20, Cores = 1 };

    /// <summary>Takes about 10 ms. Nothing that is missing is an error here.</summary>
    public async Task<Sandbox> FindAsync(SandboxSearch search, CancellationToken cancellationToken)
    {
        if (search.Mode == SandboxMode.Off)
            return Sandbox.None;
        var system = SystemView.Read(search.LibraryPath);
        var (bubblewrap, walls) = await FindBubblewrapAsync(search, system, cancellationToken);
        var (cgroups, groups) = FindCgroups();
        var prlimit = ExecutablePath.Find("prlimit", SystemFolders);
        return new(bubblewrap, system, cgroups, prlimit) { Parts = [walls, groups, SandboxParts.Prlimit(prlimit)] };
    }

    private async Task<(string? Path, SandboxPart Part)> FindBubblewrapAsync(
        SandboxSearch search, SystemView system, CancellationToken cancellationToken)
    {
        if (ExecutablePath.Find("bwrap", search.SearchPath) is not { } path)
            return (null, SandboxParts.NoBubblewrap);
        var inside = new ToolInvocation("/bin/sh", ["-c", $"exit {TrialEnd}"]);
        var command = BubblewrapCommand.Build(path, system, inside, inside.Executable);
        var result = await runner.RunAsync(new(command[0], [.. command.Skip(1)]) { Limits = TrialLimits }, cancellationToken);
        return result is { End: ToolEnd.Exited, ExitCode: TrialEnd }
            ? (path, SandboxParts.Bubblewrap(path))
            : (null, SandboxParts.RefusedBubblewrap(path, result));
    }

    private static (Cgroups? Cgroups, SandboxPart Part) FindCgroups()
    {
        try
        {
            if (CgroupSearch.OfThisProcess().Find() is not { } hierarchy)
                return (null, SandboxParts.NoCgroup("the kernel has no memory controller here"));
            var cgroups = new Cgroups(hierarchy, Environment.ProcessId);
            cgroups.Sweep(id => Directory.Exists($"/proc/{id}"));
            using var trial = cgroups.Create(TrialLimits);
            return (cgroups, SandboxParts.Cgroup(cgroups));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, SandboxParts.NoCgroup(exception.Message));
        }
    }
}
