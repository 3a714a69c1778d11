namespace Rushes.Platform.Queue;

/// <summary>Who takes messages of a queue, and what it is fit for.</summary>
/// <param name="Queue">Where it takes from.</param>
/// <param name="Owner">Its name in the lease.</param>
/// <param name="Lease">How long a lease holds without a heartbeat.</param>
internal sealed record Taker(string Queue, string Owner, TimeSpan Lease)
{
    /// <summary>It gets messages that require nothing, or one of these.</summary>
    public IReadOnlyList<string> Offers { get; init; } = [];
}
