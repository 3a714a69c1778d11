namespace Rushes.Platform.Scheduling;

/// <summary>All workers while a decision is made, in the order of their ids.</summary>
internal sealed class Fleet
{
    private readonly Dictionary<string, Offering> _offerings = new(StringComparer.Ordinal);
    private readonly List<WorkerRoom> _changes = [];
    private readonly WorkerState[] _states;
    private readonly SchedulingPolicy _policy;
    private Offering? _everything;

    public Fleet(IReadOnlyList<WorkerState> workers, SchedulingPolicy policy)
    {
        _policy = policy;
        _states = [.. workers.OrderBy(worker => worker.Id, StringComparer.Ordinal)];
        Workers = [.. _states.Select((state, index) => new WorkerRoom(state, index, _changes))];
    }

    public IReadOnlyList<WorkerRoom> Workers { get; }

    /// <summary>A worker stands here as often as its room changed, in that order.</summary>
    public IReadOnlyList<WorkerRoom> Changes => _changes;

    /// <summary>The workers that offer what is required.</summary>
    public Offering Offering(string? requires)
    {
        if (requires is null)
        {
            return _everything ??= new Offering(Workers, _policy);
        }

        if (!_offerings.TryGetValue(requires, out var offering))
        {
            offering = new Offering([.. Workers.Where(worker => _states[worker.Index].Offers.Contains(requires))], _policy);
            _offerings.Add(requires, offering);
        }

        return offering;
    }
}
