using Rushes.Platform.Scheduling;

namespace Rushes.Platform.Tests.Scheduling;

/// <summary>A fleet and a queue at an instant.</summary>
internal sealed record Scene(IReadOnlyList<PendingWork> Pending, IReadOnlyList<WorkerState> Workers)
{
    public const long Now = 1_000_000_000;

    /// <summary>As examples write it, with plain bytes and bit/s, so that a failure can be read.</summary>
    public override string ToString() => string.Join('\n', [.. Workers.Select(SceneText.Write), .. Pending.Select(SceneText.Write)]);

    public Decision Decide() => Scheduler.Decide(Pending, Workers, Now, SchedulingPolicy.Default);
}
