namespace Rushes.Platform.Scheduling;

/// <summary>
/// Who must give way on one worker so that an urgent message can start there. Cheapest: nobody is queued again; then the least
/// urgent give way; then the fewest; then the least work is lost.
/// </summary>
internal sealed class PreemptionPlan : IComparable<PreemptionPlan>
{
    private readonly int _worker;
    private readonly bool _requeues;
    private readonly int _mostUrgentClass;
    private readonly long _lost;

    public PreemptionPlan(WorkerRoom worker, IReadOnlyList<Victim> victims)
    {
        (_worker, Victims) = (worker.Index, victims);
        _requeues = victims.Any(victim => victim.Kind == PreemptionKind.Requeue);
        _mostUrgentClass = victims.Min(victim => victim.Work.Priority.Class);
        _lost = victims.Sum(victim => victim.Kind == PreemptionKind.Requeue ? victim.Work.LostMilliseconds : 0);
    }

    public IReadOnlyList<Victim> Victims { get; }

    public int CompareTo(PreemptionPlan? other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var order = _requeues.CompareTo(other._requeues);
        order = order != 0 ? order : other._mostUrgentClass.CompareTo(_mostUrgentClass);
        order = order != 0 ? order : Victims.Count.CompareTo(other.Victims.Count);
        order = order != 0 ? order : _lost.CompareTo(other._lost);
        return order != 0 ? order : _worker.CompareTo(other._worker);
    }
}

/// <summary>A message that gives way.</summary>
internal readonly record struct Victim(RunningWork Work, PreemptionKind Kind)
{
    /// <summary>The room that this makes.</summary>
    public Resources Yield => YieldOf(Work, Kind);

    public static Resources YieldOf(RunningWork work, PreemptionKind kind) =>
        kind == PreemptionKind.Freeze ? Resources.Of(work.Shape).CoresAndNetwork : WorkerRoom.UseOf(work);
}
