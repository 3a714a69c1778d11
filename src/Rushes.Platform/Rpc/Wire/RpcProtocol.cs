using Microsoft.AspNetCore.Http;
using Rushes.Platform.Rpc.Json;

namespace Rushes.Platform.Rpc.Wire;

/// <summary>Chooses the protocol of a request by its content type alone.</summary>
internal static class RpcProtocol
{
    public const string Accepted =
        "application/json, application/proto, application/connect+json, application/connect+proto, application/grpc, application/grpc+proto";

    /// <summary>Null: nothing that is spoken here.</summary>
    public static RpcExchange? Choose(HttpContext http, RpcMethod method, MessageTypes types, int maxMessageBytes)
    {
        return MediaType(http.Request.ContentType) switch
        {
            "application/grpc" or "application/grpc+proto" when HttpProtocol.IsHttp2(http.Request.Protocol) =>
                new GrpcExchange(http, new ProtoCodec(method.Request), maxMessageBytes),
            "application/connect+proto" => new ConnectStreamExchange(http, new ProtoCodec(method.Request), types, maxMessageBytes),
            "application/connect+json" => new ConnectStreamExchange(http, new JsonCodec(method.Request, types), types, maxMessageBytes),
            "application/proto" => new UnaryExchange(http, new ProtoCodec(method.Request), types, maxMessageBytes),
            "application/json" => new UnaryExchange(http, new JsonCodec(method.Request, types), types, maxMessageBytes),
            _ => null,
        };
    }

    private static string? MediaType(string? contentType) =>
        contentType?.Split(';', 2)[0].Trim().ToLowerInvariant();
}
