using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.Platform.Rpc.Access;

/// <summary>Says who calls, and whether he may.</summary>
public sealed class RpcAccess
{
    private const string Scheme = "Bearer ";

    private readonly IReadOnlyList<AccessToken>? _tokens;
    private readonly RequestBudget _budget;
    private readonly TimeProvider _time;

    private RpcAccess(IReadOnlyList<AccessToken>? tokens, RequestRate rate, TimeProvider time) =>
        (_tokens, _budget, _time) = (tokens, new RequestBudget(rate, time), time);

    /// <summary>Only who has one of these tokens.</summary>
    public static RpcAccess ByToken(IReadOnlyList<AccessToken> tokens, RequestRate rate, TimeProvider time) => new(tokens, rate, time);

    /// <summary>
    /// Whoever can reach the server, which must listen on loopback only (see <see cref="Check"/>). A web page may be made to reach
    /// that, too: it is known by the host that it asks for, and refused.
    /// </summary>
    public static RpcAccess ForThisMachine(RequestRate rate, TimeProvider time) => new(null, rate, time);

    /// <summary>Why the server must not listen there; null: it may.</summary>
    public Failure? Check(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return _tokens is not null || IPAddress.IsLoopback(address) ? null : Failure.Refusal(
            "access.open", $"Without tokens everybody who reaches {address} could do everything.", "Give a file of tokens, or listen on 127.0.0.1.");
    }

    /// <returns>The name of the caller.</returns>
    /// <exception cref="RpcException">He is not known, or may not, or asks too often.</exception>
    internal string Admit(HttpContext http, RpcRole? role)
    {
        var caller = _tokens is null ? AdmitLocal(http) : AdmitOwner(http, role, _tokens);
        return _budget.TryTake(caller) ? caller : throw new RpcException(RpcCode.ResourceExhausted, "Too many calls. Wait a moment, and call less often.");
    }

    private static string AdmitLocal(HttpContext http)
    {
        var host = http.Request.Host.Host.Trim('[', ']');
        return host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))
            ? ""
            : throw new RpcException(RpcCode.PermissionDenied, $"Without tokens this server answers only to localhost, not to '{host}'.");
    }

    private string AdmitOwner(HttpContext http, RpcRole? role, IReadOnlyList<AccessToken> tokens)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw Unknown("There is no token. Send the header 'authorization: Bearer TOKEN'.");
        }

        var token = Find(header[Scheme.Length..].Trim(), tokens) ?? throw Unknown("The token is not known.");
        if (token.Expires <= _time.GetUtcNow())
        {
            throw Unknown($"The token '{token.Name}' has expired.");
        }

        return role is not { } asked || token.Allows(asked)
            ? token.Name
            : throw new RpcException(RpcCode.PermissionDenied, $"The token '{token.Name}' has not the role '{asked.ToString().ToLowerInvariant()}'.");
    }

    /// <summary>All are compared, each in constant time, so that time tells nothing.</summary>
    private static AccessToken? Find(string presented, IReadOnlyList<AccessToken> tokens)
    {
        var hash = AccessToken.HashOf(presented);
        AccessToken? found = null;
        foreach (var token in tokens)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, token.Hash.Span))
            {
                found = token;
            }
        }

        return found;
    }

    private static RpcException Unknown(string message) => new(RpcCode.Unauthenticated, message);
}
