using System.Runtime.CompilerServices;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.Client;

/// <summary>Jobs: submitted, watched, ended, fetched.</summary>
/// <param name="channel">The caller's; not disposed here.</param>
public sealed class JobsClient(RpcChannel channel)
{
    /// <param name="method">What is to be done.</param>
    /// <param name="request">Of the method.</param>
    /// <param name="requestId">The same id again is the same job; empty: one is made up.</param>
    /// <param name="priority">Null: standard, due now.</param>
    /// <param name="webhook">Whom to tell of the end; null: nobody.</param>
    /// <param name="cancellationToken">Ends the call, not the job.</param>
    /// <exception cref="RpcException">The request was refused; all that is wrong stands in it.</exception>
    public Task<Job> SubmitAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, TRequest request, string requestId = "", Priority? priority = null, Webhook? webhook = null,
        CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        ArgumentNullException.ThrowIfNull(method);
        var submission = new SubmitJobRequest
        {
            Method = method.FullName,
            Request = Any.Pack(request),
            RequestId = requestId,
            Priority = priority,
            Webhook = webhook,
        };
        return channel.CallAsync(JobMethods.Submit, submission, null, cancellationToken);
    }

    /// <exception cref="RpcException"><see cref="RpcCode.NotFound"/>: there is no such job.</exception>
    public Task<Job> GetAsync(string id, CancellationToken cancellationToken = default) =>
        channel.CallAsync(JobMethods.Get, new GetJobRequest { Id = id }, null, cancellationToken);

    /// <summary>All, the newest first; pages are fetched as they are needed.</summary>
    public async IAsyncEnumerable<Job> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListJobsRequest();
        do
        {
            var page = await channel.CallAsync(JobMethods.List, request, null, cancellationToken);
            foreach (var job in page.Jobs)
            {
                yield return job;
            }

            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    /// <summary>The job as it is, then whenever it has changed, until it has ended.</summary>
    public IAsyncEnumerable<Job> WatchAsync(string id, CancellationToken cancellationToken = default) =>
        channel.StreamAsync(JobMethods.Watch, new WatchJobRequest { Id = id }, null, cancellationToken);

    public Task<Job> CancelAsync(string id, CancellationToken cancellationToken = default) =>
        channel.CallAsync(JobMethods.Cancel, new CancelJobRequest { Id = id }, null, cancellationToken);

    public Task<Job> RetryAsync(string id, CancellationToken cancellationToken = default) =>
        channel.CallAsync(JobMethods.Retry, new RetryJobRequest { Id = id }, null, cancellationToken);

    /// <summary>The job with everything in it.</summary>
    /// <exception cref="RpcException"><see cref="RpcCode.NotFound"/>: there is no such job.</exception>
    public Task<JobGraph> GraphAsync(string id, CancellationToken cancellationToken = default) =>
        channel.CallAsync(JobMethods.Graph, new GetGraphRequest { Id = id }, null, cancellationToken);

    /// <summary>What a job that is done has answered.</summary>
    /// <exception cref="RpcException">It is under way, or it failed; or it is of another method.</exception>
    public async Task<TResponse> ResponseAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string id, CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        ArgumentNullException.ThrowIfNull(method);
        var response = (await channel.CallAsync(JobMethods.Response, new GetResponseRequest { Id = id }, null, cancellationToken)).Response;
        var wanted = method.ResponseParser.ParseFrom([]).Descriptor.FullName;
        return Any.GetTypeName(response.TypeUrl) == wanted
            ? method.ResponseParser.ParseFrom(response.Value)
            : throw new RpcException(RpcCode.FailedPrecondition, $"Job '{id}' answers a {response.TypeUrl}, not a {wanted}.");
    }
}
