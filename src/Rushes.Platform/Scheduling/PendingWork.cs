using Rushes.Platform.Functions;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Scheduling;

/// <summary>A compute message that waits for a worker.</summary>
/// <param name="MessageId">Ids grow with arrival.</param>
/// <param name="Priority">Its place in the queue.</param>
/// <param name="Shape">The room that it needs.</param>
/// <param name="Requires">What the worker must offer, <c>encoding.avc@1.2.0</c>; null: nothing in particular.</param>
/// <param name="Since">Waiting since; milliseconds since 1970 UTC.</param>
/// <param name="Alone">It may be what killed its last workers: it runs with nothing beside it.</param>
/// <param name="Exclusive">Of the messages with the same key one runs at a time, on whichever worker.</param>
internal sealed record PendingWork(
    long MessageId, MessagePriority Priority, Shape Shape, string? Requires, long Since, bool Alone, string? Exclusive = null);
