using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;

namespace Rushes.Contracts.Rpc;

/// <summary>
/// Messages on a stream, as gRPC and Connect frame them: a byte of flags, the length in four bytes (big endian), the message.
/// </summary>
public static class MessageFrames
{
    /// <summary>Flag of a compressed message, which nobody here sends or reads.</summary>
    public const byte Compressed = 1;

    /// <summary>What a message may have unless somebody says otherwise: 4 MiB, as everywhere in gRPC.</summary>
    public const int DefaultMaxBytes = 4 << 20;

    /// <summary>Code of the failure that says so.</summary>
    public const string TooLarge = "request.too_large";

    private const int HeaderBytes = 5;

    public static void Write(IBufferWriter<byte> output, IMessage message)
    {
        WriteHeader(output, 0, message.CalculateSize());
        message.WriteTo(output);
    }

    public static void Write(IBufferWriter<byte> output, byte flags, ReadOnlySpan<byte> content)
    {
        WriteHeader(output, flags, content.Length);
        output.Write(content);
    }

    /// <summary>Reads the next message; null: the stream has ended.</summary>
    /// <param name="input">The stream.</param>
    /// <param name="maxBytes">A longer message is refused before it is read.</param>
    /// <param name="read">Makes something of flags and content, which it must not keep.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RpcException">The message is too long, or the stream ends inside of it.</exception>
    public static async ValueTask<T?> ReadAsync<T>(
        PipeReader input, int maxBytes, Func<byte, ReadOnlySequence<byte>, T> read, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(read);
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var (consumed, examined) = (result.Buffer.Start, result.Buffer.End);

            // Whatever happens, what was read must be given back, or the connection cannot be used any more.
            try
            {
                if (Find(result.Buffer, maxBytes) is { } frame)
                {
                    consumed = examined = frame.Content.End;
                    return read(frame.Flags, frame.Content);
                }

                if (result.IsCompleted)
                {
                    return result.Buffer.IsEmpty ? null : throw new RpcException(RpcCode.InvalidArgument, "The stream ends inside a message.");
                }
            }
            finally
            {
                input.AdvanceTo(consumed, examined);
            }
        }
    }

    public static RpcException MessageTooLarge(long maxBytes)
    {
        var failure = Failure.Refusal(TooLarge, $"A message may have {maxBytes} bytes at most.", "Send less at once; media is named by its URI.");
        return new RpcException(RpcCode.ResourceExhausted, failure.Message, [failure]);
    }

    private static (byte Flags, ReadOnlySequence<byte> Content)? Find(ReadOnlySequence<byte> buffer, int maxBytes)
    {
        if (buffer.Length < HeaderBytes)
        {
            return null;
        }

        Span<byte> header = stackalloc byte[HeaderBytes];
        buffer.Slice(0, HeaderBytes).CopyTo(header);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > maxBytes)
        {
            throw MessageTooLarge(maxBytes);
        }

        return buffer.Length >= HeaderBytes + length ? (header[0], buffer.Slice(HeaderBytes, length)) : null;
    }

    private static void WriteHeader(IBufferWriter<byte> output, byte flags, int length)
    {
        var header = output.GetSpan(HeaderBytes);
        header[0] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)length);
        output.Advance(HeaderBytes);
    }
}
