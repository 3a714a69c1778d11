using Google.Protobuf;
using Rushes.Platform.Functions;

namespace Rushes.Platform.Queue;

/// <summary>A message to send.</summary>
internal sealed record OutgoingMessage(string Queue, MessagePriority Priority, IMessage Payload)
{
    /// <summary>Messages of one scope are cancelled together.</summary>
    public string? Scope { get; init; }

    /// <summary>A second message with the same key in the same queue is dropped, as long as the first is kept.</summary>
    public string? DedupeKey { get; init; }

    /// <summary>Of messages with the same key, whatever their queue, one at a time is leased; the first in order goes first.</summary>
    public string? ExclusivityKey { get; init; }

    /// <summary>What a taker must offer to get it: <c>encoding.avc@1.2.0</c>. Null: nothing.</summary>
    public string? Requires { get; init; }

    /// <summary>What running it takes; nothing for light messages.</summary>
    public Shape Shape { get; init; } = new(0, 0, 0, 0);

    /// <summary>Milliseconds since 1970 UTC; not delivered earlier.</summary>
    public long NotBefore { get; init; }
}
