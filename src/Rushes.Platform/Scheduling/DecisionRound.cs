using Rushes.Platform.Functions;

namespace Rushes.Platform.Scheduling;

/// <summary>One decision in the making: takes the messages in the order of the queue and gives each what is left.</summary>
internal sealed class DecisionRound
{
    private readonly Fleet _fleet;
    private readonly FrozenWork _frozen;
    private readonly SchedulingPolicy _policy;
    private readonly Displacement _displacement;
    private readonly ExclusivityKeys _keys;
    private readonly long _now;
    private readonly Dictionary<(Shape Shape, string? Requires, bool Alone), Kind> _kinds = [];
    private readonly List<Assignment> _assignments = [];
    private readonly List<Preemption> _preemptions = [];
    private readonly Dictionary<long, WaitReason> _reasons = [];

    public DecisionRound(IReadOnlyList<WorkerState> workers, long now, SchedulingPolicy policy)
    {
        (_now, _policy) = (now, policy);
        _fleet = new Fleet(workers, policy);
        _displacement = new Displacement(policy);
        _keys = new ExclusivityKeys(_fleet);
        _frozen = new FrozenWork(_fleet);
        _preemptions.AddRange(_frozen.GiveUp(now - (long)policy.FreezeLimit.TotalMilliseconds));
    }

    public Decision Decide(IReadOnlyList<PendingWork> pending)
    {
        var turns = pending.Select(work => new Turn(work.Priority, IsNew: true, work.MessageId)).ToArray();
        var ordered = pending.ToArray();
        Array.Sort(turns, ordered);
        for (var i = 0; i < ordered.Length; i++)
        {
            _frozen.GoOn(before: turns[i]);
            if (Wait(ordered[i]) is { } reason)
            {
                _reasons.Add(ordered[i].MessageId, reason);
            }
        }

        _frozen.GoOn(before: null);
        return new Decision(_assignments, _preemptions, _frozen.Resumptions, _reasons);
    }

    // Starts the message; otherwise says why it waits.
    private WaitReason? Wait(PendingWork work)
    {
        var kind = KindOf(work);
        if ((kind.Hopeless ?? _keys.Blocks(work)) is { } blocked)
        {
            return blocked;
        }

        // A message that waits for room also keeps its key, or a smaller one behind it would always be quicker.
        var starts = kind.First is null && TryStart(work, kind);
        _keys.Claim(work, starts);
        return starts ? null : WaitForRoom(work, kind);
    }

    private bool TryStart(PendingWork work, Kind kind)
    {
        var worker = kind.Fitting.Best()?.Worker ?? (_policy.IsUrgent(work.Priority.Class) ? MakeRoom(work, kind) : null);
        if (worker is null)
        {
            return false;
        }

        worker.Start(kind);
        _assignments.Add(new Assignment(work.MessageId, worker.Id));
        return true;
    }

    private WorkerRoom? MakeRoom(PendingWork work, Kind kind)
    {
        kind.Displacing ??= new Ranking<PreemptionPlan>(kind, _displacement.TryPlan);
        if (kind.Displacing.Best() is not var (worker, plan))
        {
            return null;
        }

        foreach (var victim in plan.Victims)
        {
            GiveWay(victim, worker, work.MessageId);
        }

        return worker;
    }

    private void GiveWay(Victim victim, WorkerRoom worker, long urgent)
    {
        var (work, how) = victim;
        if (how == PreemptionKind.Freeze)
        {
            worker.Freeze(work, _now);
            _frozen.Add(worker, work);
        }
        else
        {
            if (work.Suspended)
            {
                // Perhaps it was frozen a moment ago for another message; for this one it must go altogether.
                _preemptions.RemoveAll(preemption => preemption.MessageId == work.MessageId);
            }

            worker.Remove(work);
        }

        _preemptions.Add(new Preemption(work.MessageId, worker.Id, how, urgent));
    }

    private static WaitReason WaitForRoom(PendingWork work, Kind kind)
    {
        var reason = kind.First is null
            ? kind.First = Waiting.First(kind, work.MessageId)
            : Waiting.Next(kind.First, kind.LastWaiting);
        kind.LastWaiting = work.MessageId;
        return reason;
    }

    private Kind KindOf(PendingWork work)
    {
        var key = (work.Shape, work.Requires, work.Alone);
        if (!_kinds.TryGetValue(key, out var kind))
        {
            kind = new Kind(work.Shape, work.Requires, work.Alone, _fleet);
            _kinds.Add(key, kind);
        }

        return kind;
    }
}
