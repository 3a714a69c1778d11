using System.Globalization;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Hosting;
using Rushes.Platform.Rpc.Access;

namespace Rushes.Platform.Rpc.Jobs;

/// <summary>The service <c>rushes.v1.Queue</c>, and the graphs of <c>rushes.v1.Jobs</c>.</summary>
public sealed class QueueApi
{
    private const int Usual = 100;
    private const int Most = 1000;

    private readonly IWork _work;

    private QueueApi(IWork work) => _work = work;

    /// <param name="work">Of whoever keeps the jobs.</param>
    public static IReadOnlyList<RpcMethod> Methods(IWork work)
    {
        var api = new QueueApi(work);
        return
        [
            RpcMethod.Unary(JobMethods.Graph, RpcRole.Read, api.GraphAsync),
            RpcMethod.Unary(QueueMethods.List, RpcRole.Read, (request, _, token) => ListAsync(work.MessagesAsync, request, token)),
            RpcMethod.Unary(QueueMethods.Dead, RpcRole.Read, (request, _, token) => ListAsync(work.DeadLettersAsync, request, token)),
            RpcMethod.Unary(QueueMethods.Why, RpcRole.Read, api.WhyAsync),
            RpcMethod.Unary(QueueMethods.Requeue, RpcRole.Operate, api.RequeueAsync),
        ];
    }

    private async Task<JobGraph> GraphAsync(GetGraphRequest request, RpcCall call, CancellationToken cancellationToken) =>
        await _work.GraphAsync(request.Id, cancellationToken) ?? throw NoJob(request.Id);

    private static async Task<ListMessagesResponse> ListAsync(
        Func<int, CancellationToken, Task<IReadOnlyList<QueuedMessage>>> list, ListMessagesRequest request, CancellationToken cancellationToken) =>
        new() { Messages = { await list(Limit(request.Limit), cancellationToken) } };

    private async Task<WhyResponse> WhyAsync(WhyRequest request, RpcCall call, CancellationToken cancellationToken)
    {
        var limit = Limit(request.Limit);
        return request.OfCase switch
        {
            WhyRequest.OfOneofCase.Message => new WhyResponse { Reasons = { await _work.WhyAsync(request.Message, cancellationToken) ?? throw NoMessage(request.Message) } },
            WhyRequest.OfOneofCase.Job => new WhyResponse { Reasons = { await _work.WhyAsync(request.Job, limit, cancellationToken) ?? throw NoJob(request.Job) } },
            _ => throw RpcException.Refused([Failure.Refusal(
                "request.missing", "Neither a message nor a job is named.", "Name one of them.", new Place { Field = "message" })]),
        };
    }

    private async Task<RequeueResponse> RequeueAsync(RequeueRequest request, RpcCall call, CancellationToken cancellationToken) =>
        await _work.RequeueAsync(request.Message, cancellationToken) switch
        {
            JobChangeEnd.Unknown => throw NoMessage(request.Message),
            var end => new RequeueResponse { Applied = end == JobChangeEnd.Applied },
        };

    private static int Limit(int limit) => limit switch
    {
        0 => Usual,
        > 0 and <= Most => limit,
        _ => throw RpcException.Refused([Failure.Refusal(
            "request.limit", string.Create(CultureInfo.InvariantCulture, $"The limit is {limit}, not 1 to {Most}."), "Ask for less.", new Place { Field = "limit" })]),
    };

    private static RpcException NoJob(string job) => new(RpcCode.NotFound, $"There is no job '{job}'.");

    private static RpcException NoMessage(long message) =>
        new(RpcCode.NotFound, string.Create(CultureInfo.InvariantCulture, $"There is no such message: {message}."));
}
