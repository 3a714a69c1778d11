namespace Rushes.Platform.Scheduling;

/// <summary>
/// Picks among the work on one worker what gives way to a need: each time what covers most of what is still missing, at last
/// without whatever proved to be needless. No smaller part of the result would do.
/// </summary>
internal sealed class VictimSearch
{
    private readonly IReadOnlyList<RunningWork> _candidates;
    private readonly List<Victim> _victims = [];
    private readonly Resources _need;
    private Resources _room;

    private VictimSearch(in Resources need, WorkerRoom worker, IReadOnlyList<RunningWork> candidates) =>
        (_need, _room, _candidates) = (need, worker.Unpromised, candidates);

    private Resources Missing => _need.Missing(_room);

    /// <summary>Null: not even all of the candidates make enough room.</summary>
    public static IReadOnlyList<Victim>? Find(in Resources need, WorkerRoom worker, IReadOnlyList<RunningWork> candidates)
    {
        var all = candidates.Aggregate(worker.Unpromised, (room, work) => room + WorkerRoom.UseOf(work));
        return all.Covers(need) && (!worker.TakenAlone || candidates.Any(work => work.Alone))
            ? new VictimSearch(need, worker, candidates).Find()
            : null;
    }

    private List<Victim> Find()
    {
        foreach (var work in _candidates.Where(work => work.Alone))
        {
            Add(new Victim(work, PreemptionKind.Requeue));
        }

        // Only queueing again frees memory and disk; cores and network come from freezing, as far as it can be done.
        while (Take(PreemptionKind.Requeue, Missing.MemoryAndDisk))
        {
        }

        while (Take(PreemptionKind.Freeze, Missing))
        {
        }

        while (Take(PreemptionKind.Requeue, Missing))
        {
        }

        DropNeedless();
        return _victims;
    }

    // Of those that yield something of what is wanted, the one that covers most of all that is missing.
    private bool Take(PreemptionKind kind, in Resources wanted)
    {
        var missing = Missing;
        (RunningWork? Work, double Covered) best = (null, 0);
        foreach (var work in _candidates)
        {
            var yield = Victim.YieldOf(work, kind);
            if (IsTaken(work) || (kind == PreemptionKind.Freeze && !IsFreezable(work)) || Covered(wanted, yield) <= 0)
            {
                continue;
            }

            var covered = Covered(missing, yield);
            if (best.Work is null || covered > best.Covered || (covered == best.Covered && IsCheaper(work, best.Work, kind)))
            {
                best = (work, covered);
            }
        }

        if (best.Work is not null)
        {
            Add(new Victim(best.Work, kind));
        }

        return best.Work is not null;
    }

    private void Add(Victim victim)
    {
        _victims.Add(victim);
        _room += victim.Yield;
    }

    // The dearest first: what would be queued again, then what is most urgent, then what would lose most.
    private void DropNeedless()
    {
        var dearest = _victims
            .OrderByDescending(victim => victim.Kind)
            .ThenBy(victim => victim.Work.Priority.Class)
            .ThenByDescending(victim => victim.Work.LostMilliseconds)
            .ThenBy(victim => victim.Work.MessageId);
        foreach (var victim in dearest.ToArray())
        {
            if (!victim.Work.Alone && (_room - victim.Yield).Covers(_need))
            {
                _room -= victim.Yield;
                _victims.Remove(victim);
            }
        }
    }

    private bool IsTaken(RunningWork work) => _victims.Exists(victim => victim.Work.MessageId == work.MessageId);

    private static bool IsFreezable(RunningWork work) => work is { CanFreeze: true, Suspended: false };

    private static double Covered(in Resources missing, in Resources yield) =>
        (missing - missing.Missing(yield)).ShareOf(missing);

    private static bool IsCheaper(RunningWork work, RunningWork other, PreemptionKind kind)
    {
        var order = other.Priority.Class.CompareTo(work.Priority.Class);
        order = order != 0 || kind == PreemptionKind.Freeze ? order : work.LostMilliseconds.CompareTo(other.LostMilliseconds);
        order = order != 0 ? order : other.Priority.Due.CompareTo(work.Priority.Due);
        order = order != 0 ? order : other.Priority.Rank.CompareTo(work.Priority.Rank);
        return (order != 0 ? order : other.MessageId.CompareTo(work.MessageId)) < 0;
    }
}
