using System.Collections.Concurrent;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Workflows;

/// <summary>Tells who waits for a run that it has ended, and whoever watches that something has changed.</summary>
internal sealed class RunSignals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = [];
    private long _version;

    /// <summary>Counts committed changes of runs, nodes and items.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>For other processes.</summary>
    public event Action<Signal>? Raised;

    public void Changed()
    {
        Interlocked.Increment(ref _version);
        Raised?.Invoke(new Signal(SignalKind.RunChanged, ""));
    }

    /// <summary>Ask for it before looking at the row.</summary>
    public Task WaitForEndAsync(string run) =>
        _waiting.GetOrAdd(run, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Ended(string run)
    {
        Wake(run);
        Raised?.Invoke(new Signal(SignalKind.RunEnded, run));
    }

    /// <summary>Another process has raised it.</summary>
    public void Receive(Signal signal)
    {
        if (signal.Kind == SignalKind.RunEnded)
        {
            Wake(signal.Subject);
        }
        else if (signal.Kind == SignalKind.RunChanged)
        {
            Interlocked.Increment(ref _version);
        }
    }

    private void Wake(string run)
    {
        if (_waiting.TryRemove(run, out var waiting))
        {
            waiting.SetResult();
        }
    }
}
