namespace Rushes.Platform.Scheduling;

/// <summary>
/// Matches compute messages to workers. A pure function: the same fleet and the same queue give the same decision, in whatever
/// order they are listed.
/// </summary>
internal static class Scheduler
{
    /// <param name="pending">All that may start now.</param>
    /// <param name="workers">All that live.</param>
    /// <param name="now">Milliseconds since 1970 UTC.</param>
    /// <param name="policy">What may be chosen.</param>
    public static Decision Decide(
        IReadOnlyList<PendingWork> pending, IReadOnlyList<WorkerState> workers, long now, SchedulingPolicy policy) =>
        new DecisionRound(workers, now, policy).Decide(pending);
}
