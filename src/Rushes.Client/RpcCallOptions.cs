namespace Rushes.Client;

/// <summary>What one call brings along.</summary>
public sealed record RpcCallOptions
{
    /// <summary>How long the caller waits; null: as long as it takes. The server is told.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Lower-case names.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Called once, with what the server says before its first response.</summary>
    public Action<IReadOnlyDictionary<string, string>>? OnHeaders { get; init; }
}
