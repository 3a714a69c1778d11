using Rushes.Contracts.Webhooks;

namespace Rushes.Platform.Rpc.Webhooks;

/// <summary>How webhooks are sent.</summary>
public sealed record WebhookOptions
{
    /// <summary>By their names.</summary>
    public required IReadOnlyDictionary<string, WebhookSecret> Secrets { get; init; }

    /// <summary>Also to addresses that are not of the internet, and without TLS: for networks in which everybody is trusted.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>For one attempt, from the name's look-up to the answer. Default 15 s.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Attempts, with waits that double from 5 s. Default 8: about ten minutes.</summary>
    public int MaxAttempts { get; init; } = 8;
}
