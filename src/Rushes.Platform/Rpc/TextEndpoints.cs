using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Rpc.Access;

namespace Rushes.Platform.Rpc;

/// <summary>Texts for machines that are no clients of ours: metrics.</summary>
public static class TextEndpoints
{
    /// <param name="endpoints">Of the server.</param>
    /// <param name="path">Where.</param>
    /// <param name="access">Says who may read it: whoever may see jobs.</param>
    /// <param name="contentType">Of the text.</param>
    /// <param name="text">As it is at that moment.</param>
    public static void MapText(this IEndpointRouteBuilder endpoints, string path, RpcAccess access, string contentType, Func<string> text) => endpoints.MapGet(
        path,
        (RequestDelegate)(http =>
        {
            try
            {
                access.Admit(http, RpcRole.Read);
            }
            catch (RpcException refused)
            {
                http.Response.StatusCode = refused.Code switch
                {
                    RpcCode.Unauthenticated => StatusCodes.Status401Unauthorized,
                    RpcCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
                    _ => StatusCodes.Status403Forbidden,
                };
                return http.Response.WriteAsync(refused.Message + "\n", http.RequestAborted);
            }

            http.Response.ContentType = contentType;
            return http.Response.WriteAsync(text(), http.RequestAborted);
        }));
}
