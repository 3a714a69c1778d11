namespace Rushes.Platform.Scheduling;

/// <summary>A worker while a decision is made: what is on it, and what room is left.</summary>
internal sealed class WorkerRoom
{
    private readonly List<WorkerRoom> _changes;
    private readonly List<RunningWork> _running;
    private Resources _used;
    private Resources _kept;
    private Resources _keptForFrozen;
    private int _started;

    /// <param name="state">The worker as it is.</param>
    /// <param name="index">Its place in the order of ids.</param>
    /// <param name="changes">Is told of every change of the room.</param>
    public WorkerRoom(WorkerState state, int index, List<WorkerRoom> changes)
    {
        (Id, Index, Accepting, Capacity, _changes) = (state.Id, index, state.Accepting, Resources.Of(state.Capacity), changes);
        _running = [.. state.Running.OrderBy(work => work.MessageId)];
        foreach (var work in _running)
        {
            _used += UseOf(work);
        }

        TakenAlone = _running.Exists(work => work.Alone);
    }

    public string Id { get; }

    public int Index { get; }

    public bool Accepting { get; }

    public Resources Capacity { get; }

    /// <summary>What was on it before this decision and still is.</summary>
    public IReadOnlyList<RunningWork> Running => _running;

    /// <summary>Counts the changes of the room.</summary>
    public int Version { get; private set; }

    /// <summary>What is on it runs alone.</summary>
    public bool TakenAlone { get; private set; }

    /// <summary>A message that must run alone waits for the whole of it.</summary>
    public bool IsKeptWhole { get; private set; }

    /// <summary>This decision has neither started anything on it nor kept anything of it.</summary>
    public bool HoldsOnlyRunning => _started == 0 && KeptFor is null;

    /// <summary>The first message that room is kept for.</summary>
    public long? KeptFor { get; private set; }

    /// <summary>Nothing at all is on it.</summary>
    public bool IsEmpty => _running.Count + _started == 0;

    /// <summary>What is neither used nor kept. For a worker that is taken as a whole: if it were not.</summary>
    public Resources Unpromised => Capacity - _used - _kept;

    /// <summary>What nothing uses.</summary>
    public Resources Free => TakenAlone ? default : Capacity - _used;

    /// <summary>What is left for the messages that come next.</summary>
    public Resources Room => TakenAlone || IsKeptWhole ? default : Unpromised;

    /// <summary>Whether the messages that come next may have anything of it.</summary>
    public bool IsOpen => !TakenAlone && !IsKeptWhole;

    /// <summary>A message waits for memory or disk, and frozen ones hold them: they go on, so as to end.</summary>
    private bool FrozenGoFirst { get; set; }

    /// <summary>What the work holds of its worker.</summary>
    public static Resources UseOf(RunningWork work) =>
        work.Suspended ? Resources.Of(work.Shape).MemoryAndDisk : Resources.Of(work.Shape);

    public bool Fits(Kind kind) =>
        IsOpen && (kind.Alone ? IsEmpty && KeptFor is null && Capacity.Covers(kind.Need) : Unpromised.Covers(kind.Need));

    /// <summary>Whether it would fit if nothing were kept for others.</summary>
    public bool HasFree(Kind kind) => kind.Alone ? IsEmpty && Capacity.Covers(kind.Need) : !TakenAlone && Free.Covers(kind.Need);

    public void Start(Kind kind)
    {
        _used += kind.Need;
        TakenAlone |= kind.Alone;
        _started++;
        Changed();
    }

    /// <summary>Keeps room for a message that cannot start here yet.</summary>
    public void Keep(Kind kind, long messageId)
    {
        FrozenGoFirst |= kind.Alone || !kind.Need.Missing(Free).MemoryAndDisk.IsZero;
        IsKeptWhole |= kind.Alone;
        Keep(kind.Need, messageId);
    }

    public bool CanResume(RunningWork frozen)
    {
        var need = Resources.Of(frozen.Shape).CoresAndNetwork;
        return frozen.Alone
            ? _running.Count + _started == 1
            : !TakenAlone && (Room.Covers(need) || (FrozenGoFirst && (Free - _keptForFrozen).Covers(need)));
    }

    public void Resume(RunningWork frozen) => Replace(frozen, frozen with { Suspended = false, SuspendedAt = null });

    /// <summary>Keeps what a frozen message needs to go on.</summary>
    public void KeepFor(RunningWork frozen)
    {
        var need = Resources.Of(frozen.Shape).CoresAndNetwork;
        _keptForFrozen += need;
        Keep(need, frozen.MessageId);
    }

    public void Freeze(RunningWork work, long now) => Replace(work, work with { Suspended = true, SuspendedAt = now });

    public void Remove(RunningWork work) => Replace(work, null);

    private void Replace(RunningWork work, RunningWork? changed)
    {
        var place = _running.FindIndex(running => running.MessageId == work.MessageId);
        _used -= UseOf(_running[place]);
        _running.RemoveAt(place);
        if (changed is not null)
        {
            _used += UseOf(changed);
            _running.Insert(place, changed);
        }

        TakenAlone = _running.Exists(running => running.Alone);
        Changed();
    }

    private void Keep(in Resources amount, long messageId)
    {
        _kept += amount;
        KeptFor ??= messageId;
        Changed();
    }

    private void Changed()
    {
        Version++;
        _changes.Add(this);
    }
}
