using Rushes.Contracts;

namespace Rushes.Platform.Scheduling;

/// <summary>What may be chosen about scheduling.</summary>
internal sealed record SchedulingPolicy
{
    public static SchedulingPolicy Default { get; } = new();

    /// <summary>Messages of this class, and of those before it, take the place of others; nothing takes theirs.</summary>
    public int UrgentClass { get; init; } = (int)PriorityClass.Express;

    /// <summary>Work frozen for longer is queued again, so that its memory does not lie idle for ever.</summary>
    public TimeSpan FreezeLimit { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Of the workers that offer a function, the share that may be drained for its messages; at least one may be.</summary>
    public double DrainedShare { get; init; } = 0.25;

    public bool IsUrgent(int priorityClass) => priorityClass <= UrgentClass;
}
