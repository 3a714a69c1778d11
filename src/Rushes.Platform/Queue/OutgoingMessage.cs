using Google.Protobuf;
using Rushes.Platform.Functions;

namespace Rushes.Platform.Queue;

/// <summary>A message to send.</summary>
internal sealed record OutgoingMessage(string Queue, MessagePriority Priority, IMessage Payload)
{
    /// <summary>Messages of one scope are cancelled together.</summary>
    public string? Scope { get; init; }

    /// <summary>A second message with the same key in the same queue is dropped.</summary>
    public string? DedupeKey { get; init; }

    /// <summary>What running it takes; nothing for light messages.</summary>
    public Shape Shape { get; init; } = new(0, 0, 0, 0);

    /// <summary>Milliseconds since 1970 UTC; not delivered earlier.</summary>
    public long NotBefore { get; init; }
}
