using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Rpc.Access;
using Rushes.Platform.Services;

namespace Rushes.Platform.Rpc.Jobs;

/// <summary>
/// Makes every method of the services callable as it is: the call submits a job, waits for its end, and answers what it has
/// answered. A caller that goes away changes nothing; who asks again with the same request id waits for the same job.
/// </summary>
internal sealed class ServiceCalls(IJobs jobs, JobSubmissions submissions)
{
    public RpcMethod Of(ApiMethod method) => RpcMethod.Unary(
        method.FullName, method.Request, method.Response, RpcRole.Submit,
        (request, call, token) => CallAsync(method, request, call, token),
        RpcMethod.Unary(method.FullName, method.Request, Job.Descriptor, RpcRole.Submit, (request, call, token) => SubmitAsync(method, request, call, token)));

    private async Task<IMessage> CallAsync(ApiMethod method, IMessage request, RpcCall call, CancellationToken cancellationToken)
    {
        var (job, _) = await SubmitAsync(method.FullName, request, call, cancellationToken);
        return JobEnds.Response(await StoreAnswer.OfAsync(() => jobs.WaitAsync(job, cancellationToken)), method.Response);
    }

    private async Task<IMessage> SubmitAsync(ApiMethod method, IMessage request, RpcCall call, CancellationToken cancellationToken)
    {
        var (id, requestId) = await SubmitAsync(method.FullName, request, call, cancellationToken);
        var job = JobMessages.Of(await jobs.FindAsync(id, cancellationToken) ?? throw new InvalidOperationException($"Job {id} has vanished."));
        job.RequestId = requestId;
        return job;
    }

    private Task<(string Job, string RequestId)> SubmitAsync(string method, IMessage request, RpcCall call, CancellationToken cancellationToken) =>
        submissions.SubmitAsync(method, request.ToByteString(), call.Header(CallHeaders.RequestId) ?? "", CallPriority.Read(call), null, call, cancellationToken);
}
