namespace Rushes.Platform.Scheduling;

/// <summary>
/// The workers for one kind of work, best first. It is always up to date and never starts over: it looks again only at workers
/// whose room changed since it was last asked.
/// </summary>
internal sealed class Ranking<TCost>(Kind kind, Ranking<TCost>.Measure measure)
    where TCost : IComparable<TCost>
{
    private readonly PriorityQueue<(WorkerRoom Worker, int Version), TCost> _ranked = new();
    private int _seen = -1;

    /// <summary>False: the worker will not do.</summary>
    public delegate bool Measure(Kind kind, WorkerRoom worker, out TCost cost);

    /// <summary>The cheapest worker; null: none will do.</summary>
    public (WorkerRoom Worker, TCost Cost)? Best()
    {
        CatchUp();
        while (_ranked.TryPeek(out var entry, out var cost))
        {
            if (entry.Version == entry.Worker.Version)
            {
                return (entry.Worker, cost);
            }

            _ranked.Dequeue();
        }

        return null;
    }

    private void CatchUp()
    {
        var changes = kind.Fleet.Changes;
        var accepting = kind.Offering.Accepting;
        if (_seen < 0 || changes.Count - _seen > accepting.Count)
        {
            _ranked.Clear();
            foreach (var worker in accepting)
            {
                Rank(worker);
            }
        }
        else
        {
            for (; _seen < changes.Count; _seen++)
            {
                if (kind.Offering.IsAccepting(changes[_seen]))
                {
                    Rank(changes[_seen]);
                }
            }
        }

        _seen = changes.Count;
    }

    private void Rank(WorkerRoom worker)
    {
        if (measure(kind, worker, out var cost))
        {
            _ranked.Enqueue((worker, worker.Version), cost);
        }
    }
}
