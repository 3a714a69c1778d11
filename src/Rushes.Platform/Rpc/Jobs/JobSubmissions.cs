using System.Security.Cryptography;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Hosting;

namespace Rushes.Platform.Rpc.Jobs;

/// <summary>Submits requests, from wherever they come, and tells the caller by which names he finds the job again.</summary>
internal sealed class JobSubmissions(IJobs jobs)
{
    private const int LongestRequestId = 200;

    /// <returns>The id of the job, and the request id, which is made up when it is empty.</returns>
    /// <exception cref="RpcException">The request is refused.</exception>
    public async Task<(string Job, string RequestId)> SubmitAsync(
        string method, ByteString request, string requestId, Priority priority, Webhook? webhook, RpcCall call, CancellationToken cancellationToken)
    {
        if (requestId.Length > LongestRequestId || requestId.Any(letter => letter is < '!' or > '~'))
        {
            throw RpcException.Refused([Failure.Refusal(
                "request.id", $"A request id is up to {LongestRequestId} letters of ASCII without spaces.", "Use an id as of RFC 9562, or leave it out.",
                new Place { Field = "requestId" })]);
        }

        var id = requestId.Length > 0 ? requestId : RandomNumberGenerator.GetHexString(32, lowercase: true);
        var job = await SubmitAsync(new JobSubmission(method, request, id, priority, webhook) { Trace = call.Header(CallHeaders.Trace) }, cancellationToken);
        await call.AnnounceAsync(cancellationToken, (CallHeaders.RequestId, id), (CallHeaders.JobId, job));
        return (job, id);
    }

    private async Task<string> SubmitAsync(JobSubmission submission, CancellationToken cancellationToken)
    {
        try
        {
            return await StoreAnswer.OfAsync(() => jobs.SubmitAsync(submission, cancellationToken)) switch
            {
                Submission.Accepted accepted => accepted.RunId,
                Submission.Refused refused => throw RpcException.Refused(refused.Failures),
                var other => throw new InvalidOperationException($"{other} is no answer."),
            };
        }
        catch (ArgumentException exception)
        {
            throw new RpcException(RpcCode.AlreadyExists, "The request id is of a request of another method. Use one of your own for each request.", null, exception);
        }
    }
}
