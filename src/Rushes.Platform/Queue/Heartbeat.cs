namespace Rushes.Platform.Queue;

/// <param name="Lease">The lease that is still in use.</param>
/// <param name="SavedAgo">Work done until so long ago survives if the lease is taken away; null: none.</param>
internal readonly record struct Heartbeat(Lease Lease, TimeSpan? SavedAgo = null);

/// <param name="Lost">These are somebody else's.</param>
/// <param name="Suspended">Work on these messages is to stand still, on all others to go on.</param>
internal sealed record HeartbeatAnswer(IReadOnlyList<Lease> Lost, IReadOnlyCollection<long> Suspended);
