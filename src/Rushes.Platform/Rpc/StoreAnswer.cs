using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Storage;

namespace Rushes.Platform.Rpc;

/// <summary>What a store says, for callers who are not to see the inside of it.</summary>
internal static class StoreAnswer
{
    private const int NoSpace = 28; // ENOSPC

    /// <exception cref="RpcException">The store is out of reach, or full.</exception>
    public static async Task<T> OfAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (StoreException exception) when (exception.Trouble == StoreTrouble.Unreachable)
        {
            throw new RpcException(RpcCode.Unavailable, "The server's store does not answer. Call again later.", null, exception);
        }
        catch (IOException exception) when (exception is StoreException { Trouble: StoreTrouble.Full } or { HResult: NoSpace })
        {
            var failure = new Failure
            {
                Code = "store.full",
                Category = FailureCategory.Capacity,
                Message = "The server's store is full.",
                Remedy = "Ask its operator for room, and try again.",
            };
            throw new RpcException(RpcCode.ResourceExhausted, failure.Message, [failure], exception);
        }
    }
}
