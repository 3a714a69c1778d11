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

    /// <summary>There is no such executable, or it may not be run.</summary>
    NotStarted,
}
