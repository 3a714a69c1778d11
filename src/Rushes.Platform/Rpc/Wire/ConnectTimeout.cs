using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rushes.Contracts.Rpc;

namespace Rushes.Platform.Rpc.Wire;

/// <summary>The header <c>connect-timeout-ms</c>: up to ten digits.</summary>
internal static class ConnectTimeout
{
    public const string Header = "connect-timeout-ms";

    private const int MostDigits = 10;

    public static TimeSpan? Read(HttpRequest request) => request.Headers[Header] switch
    {
        { Count: 0 } => null,
        var header when header.ToString() is { Length: <= MostDigits } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) =>
            TimeSpan.FromMilliseconds(milliseconds),
        var header => throw new RpcException(RpcCode.InvalidArgument, $"'{header}' is no {Header}."),
    };
}
