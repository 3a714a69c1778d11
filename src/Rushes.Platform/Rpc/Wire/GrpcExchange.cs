using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Rpc.Json;

namespace Rushes.Platform.Rpc.Wire;

/// <summary>gRPC over HTTP/2: frames both ways, the end in trailers.</summary>
internal sealed class GrpcExchange : FramedExchange
{
    public GrpcExchange(HttpContext http, ProtoCodec codec, int maxMessageBytes)
        : base(http, codec, maxMessageBytes)
    {
        http.Response.ContentType = "application/grpc";
        http.Response.Headers["grpc-accept-encoding"] = "identity";
    }

    public override TimeSpan? ReadTimeout() => Http.Request.Headers[GrpcTimeout.Header] is not { Count: > 0 } header
        ? null
        : GrpcTimeout.Parse(header.ToString()) ?? throw new RpcException(RpcCode.InvalidArgument, $"'{header}' is no {GrpcTimeout.Header}.");

    public override async Task WriteAsync(IMessage response, CancellationToken cancellationToken)
    {
        MessageFrames.Write(Http.Response.BodyWriter, response);
        await Http.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    public override async Task EndAsync(RpcException? error, CancellationToken cancellationToken)
    {
        // Without a body there would be no trailers.
        await Http.Response.StartAsync(cancellationToken);
        foreach (var (name, value) in GrpcStatus.Trailers(error))
        {
            Http.Response.AppendTrailer(name, value);
        }

        await Http.Response.CompleteAsync();
    }
}
