using Rushes.Platform.Queue;

namespace Rushes.Platform.Workflows;

/// <summary>A run as it stands in its row.</summary>
/// <param name="Parent">The item that called; null for a submitted request.</param>
/// <param name="Failures">Serialised list; only of a failed run.</param>
internal sealed record RunRow(
    string Id, string Method, string Dag, int DagVersion, ItemKey? Parent, MessagePriority Priority,
    RunState State, byte[]? Response, byte[]? Failures);

internal enum RunState
{
    Running,
    Done,
    Failed,
    Cancelled,
}
