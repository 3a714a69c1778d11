using Rushes.Contracts;

namespace Rushes.Client;

/// <summary>What a call of a service brings along. The call is a job: it goes on when the caller goes away.</summary>
public sealed record ServiceCallOptions
{
    /// <summary>The same id again is the same job: say your own to ask again after a lost connection. Null: one is made up.</summary>
    public string? RequestId { get; init; }

    /// <summary>Unspecified: standard.</summary>
    public PriorityClass Class { get; init; }

    /// <summary>May lie in the past; null: now.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>How long to wait; null: to the end of the job.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Called with the id of the job as soon as it is accepted.</summary>
    public Action<string>? OnAccepted { get; init; }
}
