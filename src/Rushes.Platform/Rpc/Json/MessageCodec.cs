using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Rushes.Contracts.Rpc;

namespace Rushes.Platform.Rpc.Json;

/// <summary>Bytes of requests and responses, in one of two forms.</summary>
internal abstract class MessageCodec
{
    /// <summary>In content types: <c>proto</c>, <c>json</c>.</summary>
    public abstract string Name { get; }

    /// <exception cref="RpcException">Everything that is wrong, each with its place.</exception>
    public abstract IMessage Read(ReadOnlySequence<byte> content);

    public abstract byte[] Write(IMessage message);
}

internal sealed class ProtoCodec(MessageDescriptor request) : MessageCodec
{
    public override string Name => "proto";

    public override IMessage Read(ReadOnlySequence<byte> content)
    {
        IMessage message;
        try
        {
            message = request.Parser.ParseFrom(content);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new RpcException(RpcCode.InvalidArgument, $"The request is no {request.FullName}.", null, exception);
        }

        var failures = UnknownEnumValues.In(message);
        return failures.Count == 0 ? message : throw RpcException.Refused(failures);
    }

    public override byte[] Write(IMessage message) => message.ToByteArray();
}

internal sealed class JsonCodec(MessageDescriptor request, MessageTypes types) : MessageCodec
{
    public override string Name => "json";

    public override IMessage Read(ReadOnlySequence<byte> content)
    {
        var (message, failures) = JsonMessageReader.Read(content, request, types);
        return failures.Count == 0 ? message! : throw RpcException.Refused(failures);
    }

    public override byte[] Write(IMessage message) => types.Format(message);
}
