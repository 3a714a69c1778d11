namespace Rushes.Platform.Scheduling;

/// <summary>The workers that offer one function.</summary>
internal sealed class Offering
{
    private readonly HashSet<WorkerRoom> _accepting;
    private int _drainable;

    public Offering(IReadOnlyList<WorkerRoom> workers, SchedulingPolicy policy)
    {
        Workers = workers;
        Accepting = [.. workers.Where(worker => worker.Accepting)];
        _accepting = [.. Accepting];
        _drainable = Math.Max(1, (int)(Accepting.Count * policy.DrainedShare));
    }

    public IReadOnlyList<WorkerRoom> Workers { get; }

    /// <summary>Those that start new work.</summary>
    public IReadOnlyList<WorkerRoom> Accepting { get; }

    public bool IsAccepting(WorkerRoom worker) => _accepting.Contains(worker);

    /// <summary>Uses up one of the workers that may be drained; false: there is none left.</summary>
    public bool TryDrain() => _drainable-- > 0;
}
