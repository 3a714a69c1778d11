using System.Globalization;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Hosting;
using Rushes.Platform.Reading;
using Rushes.Platform.Rpc.Access;
using Rushes.Platform.Services;

namespace Rushes.Platform.Rpc.Jobs;

/// <summary>The service <c>rushes.v1.Jobs</c>, and every method of the services beside it.</summary>
public sealed class JobsApi
{
    private const int UsualPage = 100;
    private const int LargestPage = 1000;

    /// <summary>How often a watched job is looked at; its end is told at once.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, ApiMethod> _methods;
    private readonly IJobs _jobs;
    private readonly JobSubmissions _submissions;
    private readonly TimeProvider _time;

    private JobsApi(IReadOnlyList<Service> services, IJobs jobs, TimeProvider time)
    {
        _methods = services.SelectMany(service => service.Api).ToDictionary(method => method.FullName, StringComparer.Ordinal);
        (_jobs, _submissions, _time) = (jobs, new JobSubmissions(jobs), time);
    }

    /// <param name="services">Whose methods are called.</param>
    /// <param name="jobs">Who keeps the jobs.</param>
    /// <param name="time">Between two looks at a job that is watched.</param>
    public static IReadOnlyList<RpcMethod> Methods(IReadOnlyList<Service> services, IJobs jobs, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(services);
        var api = new JobsApi(services, jobs, time);
        var calls = new ServiceCalls(jobs, api._submissions);
        return
        [
            RpcMethod.Unary(JobMethods.Submit, RpcRole.Submit, api.SubmitAsync),
            RpcMethod.Unary(JobMethods.Get, RpcRole.Read, (request, _, token) => api.FindAsync(request.Id, token)),
            RpcMethod.Unary(JobMethods.List, RpcRole.Read, api.ListAsync),
            RpcMethod.ServerStreaming(JobMethods.Watch, RpcRole.Read, api.WatchAsync),
            RpcMethod.Unary(JobMethods.Cancel, RpcRole.Operate, api.CancelAsync),
            RpcMethod.Unary(JobMethods.Retry, RpcRole.Operate, api.RetryAsync),
            RpcMethod.Unary(JobMethods.Response, RpcRole.Read, api.ResponseAsync),
            .. api._methods.Values.Select(calls.Of),
        ];
    }

    private async Task<Job> SubmitAsync(SubmitJobRequest request, RpcCall call, CancellationToken cancellationToken)
    {
        var failures = SubmissionRules.Find(request, _methods);
        if (failures.Count > 0)
        {
            throw RpcException.Refused(failures);
        }

        var (id, requestId) = await _submissions.SubmitAsync(
            request.Method, request.Request.Value, request.RequestId, request.Priority ?? new Priority(), request.Webhook, call, cancellationToken);
        var job = await FindAsync(id, cancellationToken);
        job.RequestId = requestId;
        return job;
    }

    private async Task<ListJobsResponse> ListAsync(ListJobsRequest request, RpcCall call, CancellationToken cancellationToken)
    {
        if (request.PageSize is < 0 or > LargestPage)
        {
            throw RpcException.Refused([Failure.Refusal(
                "request.page_size", $"A page has at most {LargestPage} jobs.", "Ask for less, and follow nextPageToken.", new Place { Field = "pageSize" })]);
        }

        var size = request.PageSize == 0 ? UsualPage : request.PageSize;
        var jobs = await _jobs.ListAsync(ReadToken(request.PageToken), size + 1, cancellationToken);
        return new ListJobsResponse
        {
            Jobs = { jobs.Take(size) },
            NextPageToken = jobs.Count > size ? string.Create(CultureInfo.InvariantCulture, $"{jobs[size - 1].Created.ToDateTimeOffset().ToUnixTimeMilliseconds()}.{jobs[size - 1].Id}") : "",
        };
    }

    private async IAsyncEnumerable<Job> WatchAsync(WatchJobRequest request, RpcCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var job = await FindAsync(request.Id, cancellationToken);
        yield return job;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task end = EndAsync(job.Id, stop.Token);
        try
        {
            while (job.Status == JobStatus.Running)
            {
                await await Task.WhenAny(end, Task.Delay(Look, _time, cancellationToken));
                var (before, now) = (job, await FindAsync(job.Id, cancellationToken));
                job = now;
                if (!now.Equals(before))
                {
                    yield return now;
                }

                // It ended and was tried again before anybody looked.
                end = end.IsCompleted && now.Status == JobStatus.Running ? EndAsync(job.Id, stop.Token) : end;
            }
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private async Task<Job> CancelAsync(CancelJobRequest request, RpcCall call, CancellationToken cancellationToken)
    {
        await FindAsync(request.Id, cancellationToken);
        await _jobs.CancelAsync(request.Id, cancellationToken);
        return await FindAsync(request.Id, cancellationToken);
    }

    private async Task<Job> RetryAsync(RetryJobRequest request, RpcCall call, CancellationToken cancellationToken)
    {
        await FindAsync(request.Id, cancellationToken);
        await _jobs.RetryAsync(request.Id, cancellationToken);
        return await FindAsync(request.Id, cancellationToken);
    }

    private async Task<JobResponse> ResponseAsync(GetResponseRequest request, RpcCall call, CancellationToken cancellationToken)
    {
        var job = await FindAsync(request.Id, cancellationToken);
        if (job.Status == JobStatus.Running)
        {
            throw new RpcException(RpcCode.FailedPrecondition, $"Job '{job.Id}' has not ended. Watch it, and ask then.");
        }

        var end = await EndAsync(job.Id, cancellationToken);
        return _methods.TryGetValue(job.Method, out var method)
            ? new JobResponse { Response = Any.Pack(JobEnds.Response(end, method.Response)) }
            : throw new RpcException(RpcCode.Unimplemented, $"This server does not have the method {job.Method}.");
    }

    private Task<RunEnd<ByteString>> EndAsync(string id, CancellationToken cancellationToken) => StoreAnswer.OfAsync(() => _jobs.WaitAsync(id, cancellationToken));

    private async Task<Job> FindAsync(string id, CancellationToken cancellationToken) =>
        JobMessages.Of(await _jobs.FindAsync(id, cancellationToken) ?? throw new RpcException(RpcCode.NotFound, $"There is no job '{id}'."));

    private static JobCursor? ReadToken(string token)
    {
        if (token.Length == 0)
        {
            return null;
        }

        return token.Split('.', 2) is [var created, { Length: > 0 } id] && long.TryParse(created, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            && time <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new JobCursor(DateTimeOffset.FromUnixTimeMilliseconds(time), id)
            : throw RpcException.Refused([Failure.Refusal(
                "request.page_token", "The page token is none of this server's.", "Use nextPageToken as it is.", new Place { Field = "pageToken" })]);
    }
}
