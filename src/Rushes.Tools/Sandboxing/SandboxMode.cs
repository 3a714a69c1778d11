namespace Rushes.Tools.Sandboxing;

/// <summary>How much of a sandbox the host wants around tools.</summary>
public enum SandboxMode
{
    /// <summary>As much as this machine offers.</summary>
    Auto,

    /// <summary>Bubblewrap, or no tool is run.</summary>
    Required,

    /// <summary>None: limits of time only. For tools that are wrapped in scripts, and for finding out what a sandbox forbids.</summary>
    Off,
}
