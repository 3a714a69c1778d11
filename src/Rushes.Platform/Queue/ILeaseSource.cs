namespace Rushes.Platform.Queue;

/// <summary>Where a taker of messages gets its leases. A worker on another machine will speak this over the network.</summary>
internal interface ILeaseSource
{
    /// <summary>Messages whose leases were ended from outside: cancelled, or taken away.</summary>
    event Action<IReadOnlyCollection<long>>? Revoked;

    /// <param name="max">How many at most.</param>
    /// <param name="idle">The taker holds no other lease.</param>
    /// <param name="cancellationToken">Ends the taking.</param>
    Task<IReadOnlyList<Lease>> TakeAsync(int max, bool idle, CancellationToken cancellationToken);

    /// <summary>Extends the leases; returns those that are lost.</summary>
    Task<IReadOnlyList<Lease>> HeartbeatAsync(IReadOnlyList<Heartbeat> beats, CancellationToken cancellationToken);

    Task ReleaseAsync(IReadOnlyList<Lease> leases, CancellationToken cancellationToken);

    /// <summary>Until there may be something to take.</summary>
    Task WaitForWorkAsync(CancellationToken cancellationToken);
}
