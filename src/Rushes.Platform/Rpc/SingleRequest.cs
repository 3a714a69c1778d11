using System.Runtime.CompilerServices;
using Rushes.Contracts.Rpc;

namespace Rushes.Platform.Rpc;

/// <summary>The request of a method that takes one.</summary>
internal static class SingleRequest
{
    public static async IAsyncEnumerable<TResponse> ThenAsync<TRequest, TResponse>(
        IAsyncEnumerable<TRequest> requests, Func<TRequest, Task<TResponse>> answer, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRequest : class
    {
        yield return await answer(await ReadAsync(requests, cancellationToken));
    }

    public static async IAsyncEnumerable<TResponse> ThenAsync<TRequest, TResponse>(
        IAsyncEnumerable<TRequest> requests, Func<TRequest, IAsyncEnumerable<TResponse>> answer, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRequest : class
    {
        await foreach (var response in answer(await ReadAsync(requests, cancellationToken)).WithCancellation(cancellationToken))
        {
            yield return response;
        }
    }

    private static async Task<T> ReadAsync<T>(IAsyncEnumerable<T> requests, CancellationToken cancellationToken)
        where T : class
    {
        T? only = null;
        await foreach (var request in requests.WithCancellation(cancellationToken))
        {
            only = only is null ? request : throw new RpcException(RpcCode.InvalidArgument, "The method takes one request, and there are more.");
        }

        return only ?? throw new RpcException(RpcCode.InvalidArgument, "There is no request.");
    }
}
