namespace Rushes.Tools.Execution;

/// <summary>
/// Holds the work of one attempt still and lets it go on where it stood: its tools stop, with their memory kept, and its
/// limits do not run. What the tools write is the same with it as without. Thread-safe; freezing what is frozen and
/// resuming what runs are nothing.
/// </summary>
public sealed class Suspension
{
    private readonly Lock _lock = new();
    private readonly HashSet<ISuspendable> _members = [];
    private TaskCompletionSource? _resumed;

    public bool IsFrozen
    {
        get
        {
            lock (_lock)
                return _resumed is not null;
        }
    }

    public void Freeze()
    {
        lock (_lock)
        {
            if (_resumed is not null)
                return;
            _resumed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            foreach (var member in _members)
                member.Freeze();
        }
    }

    public void Resume()
    {
        lock (_lock)
        {
            if (_resumed is null)
                return;
            foreach (var member in _members)
                member.Resume();
            _resumed.SetResult();
            _resumed = null;
        }
    }

    /// <summary>Ends when the work may go on: at once where it is not frozen.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TaskCompletionSource? resumed;
            lock (_lock)
                resumed = _resumed;
            if (resumed is null)
                return;
            await resumed.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>From here on the member is stopped with the rest; at once where the work is frozen now.</summary>
    internal void Join(ISuspendable member)
    {
        lock (_lock)
        {
            _members.Add(member);
            if (_resumed is not null)
                member.Freeze();
        }
    }

    /// <summary>When this returns, the member is not called any more.</summary>
    internal void Leave(ISuspendable member)
    {
        lock (_lock)
            _members.Remove(member);
    }
}
