using Rushes.Tools.Execution;

namespace Rushes.Platform.Queue;

/// <summary>A lease in hand, with the work that goes on under it.</summary>
internal sealed class HeldLease(Lease lease, long now, CancellationToken stopping) : IDisposable
{
    private readonly CancellationTokenSource _work = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private long _acknowledged = now;
    private long _saved = long.MinValue;

    public Lease Lease { get; } = lease;

    /// <summary>Stops the work for a while; the lease is kept all the same.</summary>
    public Suspension Suspension { get; } = new();

    /// <summary>Work done until so long ago survives if the lease is taken away; null: none does.</summary>
    public TimeSpan? SavedAgo(TimeProvider time) => Volatile.Read(ref _saved) is > long.MinValue and var saved ? time.GetElapsedTime(saved) : null;

    /// <summary>Cancelled when the lease is lost or the taker stops.</summary>
    public CancellationToken Work => _work.Token;

    /// <summary>Monotonic time up to which the lease is known to have been ours.</summary>
    public long Acknowledged
    {
        get => Volatile.Read(ref _acknowledged);
        set => Volatile.Write(ref _acknowledged, value);
    }

    /// <summary>What was done by now, in monotonic time, is kept, whatever happens to the attempt.</summary>
    public void Save(long now) => Volatile.Write(ref _saved, now);

    public void Freeze(bool frozen)
    {
        if (frozen)
        {
            Suspension.Freeze();
        }
        else
        {
            Suspension.Resume();
        }
    }

    public void Lose()
    {
        try
        {
            _work.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work has just ended.
        }
    }

    public void Dispose() => _work.Dispose();
}
