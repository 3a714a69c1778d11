using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Rpc.Json;

namespace Rushes.Platform.Rpc.Wire;

/// <summary>One call in the terms of its protocol.</summary>
internal abstract class RpcExchange
{
    protected RpcExchange(HttpContext http, MessageCodec codec, int maxMessageBytes) => (Http, Codec, MaxMessageBytes) = (http, codec, maxMessageBytes);

    /// <summary>The protocol carries streams; else exactly one message each way.</summary>
    public abstract bool Streams { get; }

    protected HttpContext Http { get; }

    protected MessageCodec Codec { get; }

    protected int MaxMessageBytes { get; }

    /// <summary>How long the caller waits; null: as long as it takes.</summary>
    /// <exception cref="RpcException">The header is no time.</exception>
    public abstract TimeSpan? ReadTimeout();

    /// <exception cref="RpcException">The body is not what it should be.</exception>
    public abstract IAsyncEnumerable<IMessage> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Sends headers before there is a response, where that is possible.</summary>
    public abstract Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Sends a response, and leaves nothing of it behind.</summary>
    public abstract Task WriteAsync(IMessage response, CancellationToken cancellationToken);

    /// <param name="error">Null: the call has ended well.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    public abstract Task EndAsync(RpcException? error, CancellationToken cancellationToken);

    protected static RpcException NoCompression() =>
        new(RpcCode.Unimplemented, "Compressed messages are not understood; send them as they are.");
}
