using Rushes.Contracts;

namespace Rushes.Platform.Queue;

/// <summary>The category of a failure alone decides whether work is tried again, and when.</summary>
internal sealed record RetryPolicy(int MaxAttempts, TimeSpan Backoff)
{
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
