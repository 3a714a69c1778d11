namespace Rushes.Platform.Queue;

/// <summary>A lease that ended with its holder.</summary>
/// <param name="Lease">The lease as it was.</param>
/// <param name="IsDead">The message has lost so many that it is not delivered again: it may be what kills its holders.</param>
internal readonly record struct LostLease(Lease Lease, bool IsDead);
