using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rushes.Platform.Rpc.Json;
using Rushes.Platform.Rpc.OpenApi;

namespace Rushes.Platform.Rpc;

/// <summary>Serves methods under <c>POST /package.Service/Method</c>, and says what they are under <c>GET /openapi.json</c>.</summary>
public static class RpcEndpoints
{
    public static void MapRpc(this IEndpointRouteBuilder endpoints, IReadOnlyList<RpcMethod> methods, RpcOptions options)
    {
        ArgumentNullException.ThrowIfNull(methods);
        var types = MessageTypes.Of(methods);
        foreach (var method in methods)
        {
            endpoints.MapPost($"/{method.FullName}", (RequestDelegate)new RpcEndpoint(method, types, options).HandleAsync);
        }

        var document = OpenApiDocument.Write(methods);
        endpoints.MapGet("/openapi.json", (RequestDelegate)(http =>
        {
            http.Response.ContentType = "application/json";
            return http.Response.Body.WriteAsync(document, http.RequestAborted).AsTask();
        }));

        // What is not there is told in the protocol of the call, too.
        endpoints.MapPost("/{service}/{method}", (RequestDelegate)(http =>
            new RpcEndpoint(RpcMethod.Absent($"{http.Request.RouteValues["service"]}/{http.Request.RouteValues["method"]}"), types, options).HandleAsync(http)));
    }
}
