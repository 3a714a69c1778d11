using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Rpc.Json;

namespace Rushes.Platform.Rpc.Wire;

/// <summary>A stream of Connect: frames both ways, the end in a frame of JSON. The HTTP status is always 200.</summary>
internal sealed class ConnectStreamExchange : FramedExchange
{
    private const byte EndOfStream = 2;

    private readonly MessageTypes _types;

    public ConnectStreamExchange(HttpContext http, MessageCodec codec, MessageTypes types, int maxMessageBytes)
        : base(http, codec, maxMessageBytes)
    {
        _types = types;
        http.Response.ContentType = $"application/connect+{codec.Name}";
        http.Response.Headers["connect-accept-encoding"] = "identity";
    }

    public override TimeSpan? ReadTimeout() => ConnectTimeout.Read(Http.Request);

    public override async Task WriteAsync(IMessage response, CancellationToken cancellationToken)
    {
        MessageFrames.Write(Http.Response.BodyWriter, 0, Codec.Write(response));
        await Http.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    public override async Task EndAsync(RpcException? error, CancellationToken cancellationToken)
    {
        MessageFrames.Write(Http.Response.BodyWriter, EndOfStream, ErrorJson.EndOfStream(error, _types));
        await Http.Response.BodyWriter.FlushAsync(cancellationToken);
    }
}
