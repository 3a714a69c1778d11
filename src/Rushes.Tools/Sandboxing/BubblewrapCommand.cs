using Rushes.Tools.Execution;

namespace Rushes.Tools.Sandboxing;

/// <summary>
/// The command that runs a tool between walls: no network, no other processes, and of all files only the system's programs
/// and libraries, the tool itself, its inputs to read and its one folder to write, each under its own name. Pure.
/// <para>There is no <c>--new-session</c>: the tool has a session already (see <see cref="ProcessStarter"/>), and in another
/// one it would leave the process group that is frozen as one. There is no /proc: encoders do without, to the same bytes,
/// and containers that hide parts of theirs do not let one be mounted.</para>
/// </summary>
internal static class BubblewrapCommand
{
    /// <summary>
    /// Bubblewrap's own first process is not waited for, and the processor time of the tool would be lost with it. The tool
    /// itself must not be the first process, which no signal ends but KILL. So a shell starts it, waits, and says how it ended.
    /// </summary>
    private static readonly string[] FirstProcess = ["/bin/sh", "-c", "\"$@\"; exit $?", "sh"];

    /// <param name="bubblewrap">Path of bwrap.</param>
    /// <param name="system">What every tool may read.</param>
    /// <param name="invocation">Its executable is not looked at.</param>
    /// <param name="executable">The file itself, not a link to it.</param>
    internal static IReadOnlyList<string> Build(string bubblewrap, SystemView system, ToolInvocation invocation, string executable) =>
    [
        bubblewrap, "--unshare-all", "--die-with-parent", "--as-pid-1",
        .. system.Folders.SelectMany(path => Show("--ro-bind", path)),
        .. system.Links.SelectMany(link => (string[])["--symlink", link.Target, link.Path]),
        "--dev", "/dev",
        .. system.Holds(executable) ? [] : Show("--ro-bind", executable),
        .. Given(invocation).OrderBy(shown => shown.Path.Length).SelectMany(shown => Show(shown.Option, shown.Path)),
        "--remount-ro", "/dev", "--remount-ro", "/",
        "--chdir", invocation.WorkingDirectory ?? "/", "--",
        .. FirstProcess, executable, .. invocation.Arguments,
    ];

    /// <summary>What lies in another, has a longer name, and is shown after it, or it would be hidden by it.</summary>
    private static IEnumerable<(string Option, string Path)> Given(ToolInvocation invocation) =>
        [.. invocation.Outputs is { } folder ? [("--bind", folder)] : Array.Empty<(string, string)>(), .. invocation.Inputs.Select(path => ("--ro-bind", path))];

    private static string[] Show(string option, string path) => [option, path, path];
}
