namespace Rushes.Platform.Scheduling;

/// <summary>
/// Finds the cheapest preemption on a worker: freezing where memory and disk allow it, queueing again where they do not. It
/// always finds one if there is one.
/// </summary>
internal sealed class Displacement(SchedulingPolicy policy)
{
    public bool TryPlan(Kind kind, WorkerRoom worker, out PreemptionPlan plan)
    {
        var found = worker.Capacity.Covers(kind.Need) ? kind.Alone ? EmptyingPlan(worker) : CheapestPlan(kind.Need, worker) : null;
        plan = found!;
        return found is not null;
    }

    // Who runs alone may kill whatever is beside it, also what is frozen.
    private PreemptionPlan? EmptyingPlan(WorkerRoom worker)
    {
        var all = Yielding(worker).ToArray();
        return all.Length > 0 && all.Length == worker.Running.Count && worker.HoldsOnlyRunning
            ? new PreemptionPlan(worker, [.. all.Select(work => new Victim(work, PreemptionKind.Requeue))])
            : null;
    }

    // The less urgent ones are asked first; the more urgent ones only join where that spares a requeue, or where it must be.
    private PreemptionPlan? CheapestPlan(in Resources need, WorkerRoom worker)
    {
        if (worker.IsKeptWhole)
        {
            return null;
        }

        PreemptionPlan? cheapest = null;
        var yielding = Yielding(worker).OrderByDescending(work => work.Priority.Class).ToArray();
        for (var count = 1; count <= yielding.Length; count++)
        {
            var classEnds = count == yielding.Length || yielding[count].Priority.Class != yielding[count - 1].Priority.Class;
            if (classEnds && VictimSearch.Find(need, worker, yielding[..count]) is { } victims)
            {
                var plan = new PreemptionPlan(worker, victims);
                cheapest = cheapest is null || plan.CompareTo(cheapest) < 0 ? plan : cheapest;
            }
        }

        return cheapest;
    }

    private IEnumerable<RunningWork> Yielding(WorkerRoom worker) => worker.Running.Where(work => !policy.IsUrgent(work.Priority.Class));
}
