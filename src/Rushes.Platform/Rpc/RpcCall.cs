using Microsoft.AspNetCore.Http;
using Rushes.Platform.Rpc.Wire;

namespace Rushes.Platform.Rpc;

/// <summary>What a handler sees of a call beside its requests.</summary>
public sealed class RpcCall
{
    private readonly HttpContext _http;
    private readonly RpcExchange _exchange;

    internal RpcCall(HttpContext http, RpcExchange exchange, string caller) => (_http, _exchange, Caller) = (http, exchange, caller);

    /// <summary>Name of the caller's token; empty where none is asked for.</summary>
    public string Caller { get; }

    /// <summary>A header of the request; null: it has none of the name.</summary>
    public string? Header(string name) => _http.Request.Headers[name] is { Count: > 0 } values ? values.ToString() : null;

    /// <summary>
    /// Tells the caller something before the first response. At once where the protocol can (gRPC, and streams of Connect); else it
    /// comes with the response.
    /// </summary>
    public Task AnnounceAsync(CancellationToken cancellationToken, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        foreach (var (name, value) in headers)
        {
            _http.Response.Headers[name] = value;
        }

        return _exchange.StartAsync(cancellationToken);
    }
}
