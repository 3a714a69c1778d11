namespace Rushes.Platform.Queue;

/// <summary>Where a taker of messages gets its leases. A worker on another machine will speak this over the network.</summary>
internal interface ILeaseSource
{
    /// <summary>Messages cancelled while they were leased.</summary>
    event Action<IReadOnlyCollection<long>>? Revoked;

    Task<IReadOnlyList<Lease>> TakeAsync(int max, CancellationToken cancellationToken);

    /// <summary>Extends the leases; returns those that are lost.</summary>
    Task<IReadOnlyList<Lease>> HeartbeatAsync(IReadOnlyList<Lease> leases, CancellationToken cancellationToken);

    Task ReleaseAsync(IReadOnlyList<Lease> leases, CancellationToken cancellationToken);

    /// <summary>Until there may be something to take.</summary>
    Task WaitForWorkAsync(CancellationToken cancellationToken);
}
