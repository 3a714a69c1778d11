using System.Runtime.CompilerServices;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Rpc.Json;

namespace Rushes.Platform.Rpc.Wire;

/// <summary>A protocol that sends messages in frames, any number each way.</summary>
internal abstract class FramedExchange(HttpContext http, MessageCodec codec, int maxMessageBytes) : RpcExchange(http, codec, maxMessageBytes)
{
    public sealed override bool Streams => true;

    public sealed override async IAsyncEnumerable<IMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await MessageFrames.ReadAsync(
            Http.Request.BodyReader, MaxMessageBytes, (flags, content) => flags == 0 ? Codec.Read(content) : throw NoCompression(), cancellationToken) is { } request)
        {
            yield return request;
        }
    }

    public sealed override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Http.Response.StartAsync(cancellationToken);
        await Http.Response.BodyWriter.FlushAsync(cancellationToken);
    }
}
