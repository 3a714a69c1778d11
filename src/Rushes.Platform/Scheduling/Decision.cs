namespace Rushes.Platform.Scheduling;

/// <summary>
/// What is to happen now, as one transaction. Preemptions come first: the assignments count on the room that they make.
/// </summary>
/// <param name="Assignments">In the order of the queue.</param>
/// <param name="Preemptions">In the order in which they were decided.</param>
/// <param name="Resumptions">In the order of the queue.</param>
/// <param name="Reasons">By message: why it waits. Every pending message is either assigned or stands here.</param>
internal sealed record Decision(
    IReadOnlyList<Assignment> Assignments,
    IReadOnlyList<Preemption> Preemptions,
    IReadOnlyList<Resumption> Resumptions,
    IReadOnlyDictionary<long, WaitReason> Reasons);

/// <summary>The message starts on the worker.</summary>
internal sealed record Assignment(long MessageId, string Worker);

/// <summary>The message gives way.</summary>
/// <param name="For">The message it makes room for; null: it has been frozen for too long.</param>
internal sealed record Preemption(long MessageId, string Worker, PreemptionKind Kind, long? For);

/// <summary>A frozen message goes on, for there is room again.</summary>
internal sealed record Resumption(long MessageId, string Worker);

internal enum PreemptionKind
{
    /// <summary>Its processes are stopped: cores and network are free, memory and disk stay held, nothing is lost.</summary>
    Freeze,

    /// <summary>It leaves the worker and waits again; what it did since its last finished piece is lost.</summary>
    Requeue,
}
