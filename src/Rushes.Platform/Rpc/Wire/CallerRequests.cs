using System.Runtime.CompilerServices;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Rushes.Contracts.Rpc;

namespace Rushes.Platform.Rpc.Wire;

/// <summary>The requests of a call. A link that breaks while they are read is the caller's going, and nobody's fault here.</summary>
internal static class CallerRequests
{
    public static async IAsyncEnumerable<IMessage> ReadAsync(RpcExchange exchange, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var requests = exchange.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(requests))
        {
            yield return requests.Current;
        }
    }

    private static async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<IMessage> requests)
    {
        try
        {
            return await requests.MoveNextAsync();
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw new RpcException(RpcCode.Canceled, "The caller has gone.", null, exception);
        }
    }
}
