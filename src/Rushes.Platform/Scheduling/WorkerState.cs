using Rushes.Platform.Functions;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Scheduling;

/// <summary>A worker and what is on it.</summary>
/// <param name="Id">Unique in the fleet; decides between equals.</param>
/// <param name="Capacity">All that it has.</param>
/// <param name="Offers">The functions it can run, <c>encoding.avc@1.2.0</c>.</param>
/// <param name="Accepting">False: it starts nothing new, and what is on it goes on.</param>
/// <param name="Running">Also what is frozen.</param>
internal sealed record WorkerState(
    string Id, Shape Capacity, IReadOnlySet<string> Offers, bool Accepting, IReadOnlyList<RunningWork> Running);

/// <summary>A message that a worker has leased.</summary>
/// <param name="Started">Milliseconds since 1970 UTC.</param>
/// <param name="Suspended">Frozen: it holds memory and disk, but neither cores nor network.</param>
/// <param name="SuspendedAt">Milliseconds since 1970 UTC; null while it runs.</param>
/// <param name="CanFreeze">Whether its processes can be stopped and go on later.</param>
/// <param name="LostMilliseconds">Work that would be done again after a requeue: all since the last finished piece.</param>
internal sealed record RunningWork(
    long MessageId,
    MessagePriority Priority,
    Shape Shape,
    bool Alone,
    string? Exclusive,
    long Started,
    bool Suspended,
    long? SuspendedAt,
    bool CanFreeze,
    long LostMilliseconds);
