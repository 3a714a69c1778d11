using Google.Protobuf;

namespace Rushes.Platform.Queue;

/// <summary>The right to work on a message until the lease expires. The token fences off whoever held it before.</summary>
/// <param name="Attempt">Counted from 1.</param>
/// <param name="Losses">How often the message has lost its holder.</param>
internal sealed record Lease(
    long MessageId, long Token, string Queue, string PayloadType, ReadOnlyMemory<byte> Payload, MessagePriority Priority, int Attempt, int Losses = 0)
{
    /// <summary>The trace that the work goes on with, as a W3C traceparent; null: none.</summary>
    public string? Trace { get; init; }

    /// <summary>Milliseconds from when it could be taken until it was; null where it had to be taken again without having failed.</summary>
    public long? Waited { get; init; }

    /// <summary>It may be what took its holders down: nothing else is to run beside it.</summary>
    public bool IsSuspected => Losses >= RetryPolicy.LossesOfSuspect;

    public T Read<T>(MessageParser<T> parser)
        where T : class, IMessage<T> => parser.ParseFrom(Payload.Span);
}
