using Rushes.Contracts;
using Rushes.Platform.Rpc;
using Rushes.Platform.Rpc.Access;

namespace Rushes.Platform.Fleet;

/// <summary>The service <c>rushes.v1.Workers</c>.</summary>
public static class WorkersApi
{
    /// <param name="work">A host's.</param>
    public static RpcMethod Method(WorkCall work) =>
        RpcMethod.Streaming(WorkerMethods.Work, RpcRole.Operate, (messages, _, cancellationToken) => work(messages, cancellationToken));
}
