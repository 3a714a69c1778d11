using Rushes.Platform.Scheduling;

namespace Rushes.Platform.Tests.Scheduling;

/// <summary>A fleet and a queue at an instant.</summary>
internal sealed record Scene(IReadOnlyList<PendingWork> Pending, IReadOnlyList<WorkerState> Workers)
{
    public const long Now = 1_000_000_000;

    public Decision Decide() => Scheduler.Decide(Pending, Workers, Now, SchedulingPolicy.Default);
}
