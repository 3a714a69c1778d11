using Rushes.Platform.Queue;

namespace Rushes.Platform.Workflows;

/// <summary>A run as it stands in its row.</summary>
/// <param name="CallSequence">The letter of its caller that it answers; null for a submitted request.</param>
/// <param name="Failures">Serialised list; only of a failed run.</param>
internal sealed record RunRow(
    string Id, string Method, string Workflow, int Version, int? CallSequence, MessagePriority Priority,
    RunState State, Payload? Response, byte[]? Failures)
{
    /// <summary>What a server must have to take a step of it: <c>encoding.encode@1</c>.</summary>
    public string Definition => Workflows.Workflow.IdOf(Workflow, Version);

    public bool HasEndedUndone => State is RunState.Failed or RunState.Cancelled;
}

internal enum RunState
{
    Running,
    Done,
    Failed,
    Cancelled,
}
