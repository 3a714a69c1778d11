using Rushes.Contracts;

namespace Rushes.Platform.Queue;

/// <summary>
/// The category of a failure decides whether work is tried again, and when. What a store or a disk could not do is not the
/// work's fault, and no number of attempts says that it never will: it is tried again for as long as there is patience.
/// </summary>
/// <param name="MaxAttempts">Attempts that may fail.</param>
/// <param name="Backoff">The wait before the second attempt; doubles with each.</param>
/// <param name="MaxLosses">How often a message may take its holder down, or be held by one that goes down, before it is dead.</param>
internal sealed record RetryPolicy(int MaxAttempts, TimeSpan Backoff, int MaxLosses = RetryPolicy.DefaultLosses)
{
    public const int DefaultLosses = 5;

    /// <summary>A power cut loses every lease once. What is lost again is suspected, and runs with nothing beside it.</summary>
    public const int LossesOfSuspect = 2;

    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(10);

    /// <summary>When there is room again, nobody waits longer.</summary>
    private static readonly TimeSpan LongestBackoffOfPlaces = TimeSpan.FromMinutes(1);

    private static readonly HashSet<string> FailuresOfPlaces = new(StringComparer.Ordinal) { "disk.full", "store.full", "store.unreachable" };

    /// <summary>How long to wait in all for a store or a disk, beyond <see cref="MaxAttempts"/>.</summary>
    public TimeSpan Patience { get; init; }

    /// <summary>The wait before the next attempt; null: there is none.</summary>
    /// <param name="failure">The first one of the attempt.</param>
    /// <param name="failures">Attempts that failed, this one included.</param>
    public TimeSpan? Next(Failure failure, int failures) => failure.Category switch
    {
        FailureCategory.Input or FailureCategory.Configuration => null,
        _ when FailuresOfPlaces.Contains(failure.Code) => failures < MaxAttempts || Waited(failures) < Patience ? OfPlace(failures) : null,
        _ when failures >= MaxAttempts => null,
        // The world may need time to heal; a bug does not get better by waiting.
        FailureCategory.Transient or FailureCategory.Capacity => Doubled(failures, LongestBackoff),
        _ => TimeSpan.Zero,
    };

    /// <summary>All waits before an attempt, as if all had been for places.</summary>
    private TimeSpan Waited(int attempt)
    {
        var waited = TimeSpan.Zero;
        for (var failures = 1; failures < attempt && waited < Patience; failures++)
        {
            waited += OfPlace(failures);
        }

        return waited;
    }

    private TimeSpan OfPlace(int failures) => Doubled(failures, LongestBackoffOfPlaces);

    private TimeSpan Doubled(int failures, TimeSpan longest) =>
        TimeSpan.FromTicks((long)Math.Min(Backoff.Ticks * Math.Pow(2, failures - 1), longest.Ticks));
}
