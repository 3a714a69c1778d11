using System.Collections.Concurrent;

namespace Rushes.Platform.Workflows;

/// <summary>Tells who waits for a run that it has ended, and whoever watches that something has changed.</summary>
internal sealed class RunSignals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = [];
    private long _version;

    /// <summary>Counts committed changes of runs, nodes and items.</summary>
    public long Version => Volatile.Read(ref _version);

    public void Changed() => Interlocked.Increment(ref _version);

    /// <summary>Ask for it before looking at the row.</summary>
    public Task WaitForEndAsync(string run) =>
        _waiting.GetOrAdd(run, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Ended(string run)
    {
        if (_waiting.TryRemove(run, out var waiting))
        {
            waiting.SetResult();
        }
    }
}
