using Google.Protobuf;

namespace Rushes.Platform.Queue;

/// <summary>The right to work on a message until the lease expires. The token fences off whoever held it before.</summary>
/// <param name="Attempt">Counted from 1.</param>
internal sealed record Lease(
    long MessageId, long Token, string Queue, string PayloadType, ReadOnlyMemory<byte> Payload, MessagePriority Priority, int Attempt)
{
    public T Read<T>(MessageParser<T> parser)
        where T : class, IMessage<T> => parser.ParseFrom(Payload.Span);
}
