using System.Runtime.CompilerServices;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Rpc;
using Rushes.Platform.Rpc.Access;

namespace Rushes.Platform.Fleet;

/// <summary>The service <c>rushes.v1.Workers</c>.</summary>
public static class WorkersApi
{
    /// <param name="work">A host's.</param>
    public static RpcMethod Method(WorkCall work) => RpcMethod.Streaming(
        WorkerMethods.Work, RpcRole.Operate, (messages, _, cancellationToken) => ExplainAsync(work(messages, cancellationToken), cancellationToken));

    private static async IAsyncEnumerable<WorkerOrder> ExplainAsync(IAsyncEnumerable<WorkerOrder> orders, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var enumerator = orders.GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(enumerator))
        {
            yield return enumerator.Current;
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<WorkerOrder> orders)
    {
        try
        {
            return await orders.MoveNextAsync();
        }
        catch (WorkerRefusedException refused)
        {
            throw RpcException.Refused(refused.Failures);
        }
    }
}
