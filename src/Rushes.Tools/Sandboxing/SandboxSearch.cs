namespace Rushes.Tools.Sandboxing;

/// <summary>What the host says of its environment. Nobody else reads that.</summary>
public sealed record SandboxSearch
{
    public SandboxMode Mode { get; init; } = SandboxMode.Auto;

    /// <summary>PATH.</summary>
    public string? SearchPath { get; init; }

    /// <summary>LD_LIBRARY_PATH: folders of libraries that tools may read besides those of the system.</summary>
    public string? LibraryPath { get; init; }
}
