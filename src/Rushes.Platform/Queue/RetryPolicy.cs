using Rushes.Contracts;

namespace Rushes.Platform.Queue;

/// <summary>The category of a failure alone decides whether work is tried again, and when.</summary>
/// <param name="MaxAttempts">Attempts that may fail.</param>
/// <param name="Backoff">The wait before the second attempt; doubles with each.</param>
/// <param name="MaxLosses">How often a message may take its holder down, or be held by one that goes down, before it is dead.</param>
internal sealed record RetryPolicy(int MaxAttempts, TimeSpan Backoff, int MaxLosses = RetryPolicy.DefaultLosses)
{
    public const int DefaultLosses = 5;

    /// <summary>A power cut loses every lease once. What is lost again is suspected, and runs with nothing beside it.</summary>
    public const int LossesOfSuspect = 2;

    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(10);

    /// <summary>The wait before the next attempt; null: there is none.</summary>
    /// <param name="category">Of the first failure.</param>
    /// <param name="failures">Attempts that failed, this one included.</param>
    public TimeSpan? Next(FailureCategory category, int failures) => category switch
    {
        FailureCategory.Input or FailureCategory.Configuration => null,
        _ when failures >= MaxAttempts => null,
        // The world may need time to heal; a bug does not get better by waiting.
        FailureCategory.Transient or FailureCategory.Capacity => Doubled(failures),
        _ => TimeSpan.Zero,
    };

    private TimeSpan Doubled(int failures) =>
        TimeSpan.FromTicks((long)Math.Min(Backoff.Ticks * Math.Pow(2, failures - 1), LongestBackoff.Ticks));
}
