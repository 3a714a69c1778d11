namespace Rushes.Platform.Queue;

/// <summary>Where a taker of messages gets its leases. A worker on another machine will speak this over the network.</summary>
internal interface ILeaseSource
{
    /// <summary>Messages whose leases were ended from outside: cancelled, or taken away.</summary>
    event Action<IReadOnlyCollection<long>>? Revoked;

    /// <summary>Work on the message is to stand still; the lease is kept.</summary>
    event Action<long>? Frozen;

    /// <summary>Work on the message is to go on.</summary>
    event Action<long>? Resumed;

    Task<IReadOnlyList<Lease>> TakeAsync(int max, CancellationToken cancellationToken);

    /// <summary>Extends the leases, and hears what became of them.</summary>
    Task<HeartbeatAnswer> HeartbeatAsync(IReadOnlyList<Heartbeat> beats, CancellationToken cancellationToken);

    /// <summary>Until there may be something to take.</summary>
    Task WaitForWorkAsync(CancellationToken cancellationToken);
}
