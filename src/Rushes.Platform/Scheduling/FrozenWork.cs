namespace Rushes.Platform.Scheduling;

/// <summary>
/// What is frozen goes on in its turn, if its worker has the cores; if not, they are kept for it, and nothing that comes after it
/// starts on them.
/// </summary>
internal sealed class FrozenWork
{
    private readonly PriorityQueue<(WorkerRoom Worker, RunningWork Work, bool MayGoOn), Turn> _queue = new();
    private readonly Fleet _fleet;
    private readonly List<Resumption> _resumptions = [];

    public FrozenWork(Fleet fleet)
    {
        _fleet = fleet;
        foreach (var worker in fleet.Workers)
        {
            foreach (var work in worker.Running.Where(work => work.Suspended))
            {
                _queue.Enqueue((worker, work, MayGoOn: true), TurnOf(work));
            }
        }
    }

    public IReadOnlyList<Resumption> Resumptions => _resumptions;

    /// <summary>Queues again what was frozen before the instant given and cannot go on now: elsewhere it may.</summary>
    public IEnumerable<Preemption> GiveUp(long frozenBefore)
    {
        foreach (var worker in _fleet.Workers)
        {
            foreach (var work in worker.Running.Where(work => work.SuspendedAt < frozenBefore && !worker.CanResume(work)).ToArray())
            {
                worker.Remove(work);
                yield return new Preemption(work.MessageId, worker.Id, PreemptionKind.Requeue, For: null);
            }
        }
    }

    /// <summary>Frozen in this decision: it only keeps its room.</summary>
    public void Add(WorkerRoom worker, RunningWork work) => _queue.Enqueue((worker, work, MayGoOn: false), TurnOf(work));

    /// <summary>Lets all those go on whose turn comes before; null: all.</summary>
    public void GoOn(Turn? before)
    {
        while (_queue.TryPeek(out var frozen, out var turn) && (before is not { } end || turn.CompareTo(end) < 0))
        {
            _queue.Dequeue();
            GoOn(frozen.Worker, frozen.Work, frozen.MayGoOn);
        }
    }

    private void GoOn(WorkerRoom worker, RunningWork work, bool mayGoOn)
    {
        // It may have been queued again since it was frozen.
        if (!worker.Running.Any(running => running.MessageId == work.MessageId))
        {
            return;
        }

        if (mayGoOn && worker.CanResume(work))
        {
            worker.Resume(work);
            _resumptions.Add(new Resumption(work.MessageId, worker.Id));
        }
        else
        {
            worker.KeepFor(work);
        }
    }

    private static Turn TurnOf(RunningWork work) => new(work.Priority, IsNew: false, work.MessageId);
}
