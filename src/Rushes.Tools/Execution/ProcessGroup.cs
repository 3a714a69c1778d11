using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Rushes.Tools.Execution;

/// <summary>
/// A tool and all that it has started, to be stopped and let go on as one: the tool leads a group of its own (see
/// <see cref="ProcessStarter"/>). A stopped process cannot tell that it was stopped, but by the clock. Where setsid is
/// missing, there is no such group, and only the tool itself is stopped.
/// </summary>
internal sealed partial class ProcessGroup : ISuspendable, IDisposable
{
    // Of Linux on x86-64 and ARM64.
    private const int SigKill = 9;
    private const int SigCont = 18;
    private const int SigStop = 19;

    private readonly Process _leader;
    private readonly Suspension? _suspension;

    internal ProcessGroup(Process leader, Suspension? suspension)
    {
        (_leader, _suspension) = (leader, suspension);
        suspension?.Join(this);
    }

    public void Freeze() => Signal(SigStop);

    public void Resume() => Signal(SigCont);

    public void Dispose() => _suspension?.Leave(this);

    /// <summary>Ends one process at once. One that has gone is no error.</summary>
    internal static void Kill(int processId) => _ = Kill(processId, SigKill);

    /// <summary>
    /// The leader alone first: in its first milliseconds, before setsid has run, there is no group yet, and nobody else in
    /// it. An error is of no interest: it says that there is nobody left to hear the signal.
    /// </summary>
    private void Signal(int signal)
    {
        if (_leader.HasExited)
            return;
        _ = Kill(_leader.Id, signal);
        _ = Kill(-_leader.Id, signal);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
