using Rushes.Contracts;

namespace Rushes.Platform.Reading;

/// <summary>A message as it stands in its queue.</summary>
public sealed record QueuedMessage
{
    public required long Id { get; init; }

    public required string Queue { get; init; }

    public required MessageState State { get; init; }

    public required PriorityClass Class { get; init; }

    public required DateTimeOffset Due { get; init; }

    /// <summary>Order inside a title.</summary>
    public required long Rank { get; init; }

    /// <summary>How often it was taken.</summary>
    public required int Attempts { get; init; }

    /// <summary>How often it failed since it was sent, or revived.</summary>
    public required int Failures { get; init; }

    /// <summary>How often its lease was lost with its holder.</summary>
    public required int Losses { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Not delivered earlier.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>Who holds its lease; null: nobody.</summary>
    public required string? Owner { get; init; }

    public required DateTimeOffset? Taken { get; init; }

    /// <summary>When the lease ends unless it is extended.</summary>
    public required DateTimeOffset? Expiry { get; init; }

    /// <summary>Frozen since then; null: it is not.</summary>
    public required DateTimeOffset? Suspended { get; init; }

    public required DateTimeOffset? Ended { get; init; }

    /// <summary>Of messages with the same key one runs at a time; null: no key.</summary>
    public required string? Exclusive { get; init; }

    /// <summary>What a taker must offer; null: nothing.</summary>
    public required string? Requires { get; init; }

    /// <summary>Why it is dead, or is tried again.</summary>
    public required IReadOnlyList<Failure> LastFailures { get; init; }

    public required MessageSubject Subject { get; init; }
}

public enum MessageState
{
    Delayed,
    Pending,
    Leased,
    Suspended,
    Done,
    Dead,
    Cancelled,
}

/// <summary>What a message is about.</summary>
/// <param name="Text">For people: <c>encoding.encode/encode: chunk 4</c>.</param>
/// <param name="Job">The job it belongs to; null: none that is here.</param>
/// <param name="Run">The run; null: none.</param>
/// <param name="Node">The node; null: none.</param>
/// <param name="Item">Number of the item; null: none.</param>
public sealed record MessageSubject(string Text, string? Job = null, string? Run = null, string? Node = null, int? Item = null);

/// <summary>Why a message is where it is.</summary>
public sealed record MessageReason(QueuedMessage Message, string Reason);
