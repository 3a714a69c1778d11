namespace Rushes.Tools.Execution;

/// <summary>Why a tool's run is over.</summary>
public enum ToolEnd
{
    /// <summary>By itself, or by a signal that was not ours.</summary>
    Exited,

    /// <summary>Killed by us: no progress for the stall limit.</summary>
    Stalled,

    /// <summary>Killed by us: the wall limit was reached.</summary>
    WallTime,

    /// <summary>Killed by the kernel, or refused more: the memory limit was reached.</summary>
    Memory,

    /// <summary>Killed by the kernel: the limit of processor time was reached.</summary>
    ProcessorTime,

    /// <summary>Killed by the kernel: a file grew beyond the limit, or the tool may write none.</summary>
    OutputSize,

    /// <summary>There is no such executable, or it may not be run.</summary>
    NotStarted,
}
