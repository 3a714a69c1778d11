using System.Collections.Concurrent;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Hosting;

namespace Rushes.Cli.Jobs;

/// <summary>Services asked in this process, and all that is done for it.</summary>
internal sealed class ServiceCalls(PlatformHost host)
{
    private readonly ConcurrentQueue<string> _runs = new();

    /// <param name="method">Of a service that the host has.</param>
    /// <param name="request">Checked by the service.</param>
    /// <param name="id">Of the request, one of its own among all.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A response, or failures; neither: it was stopped.</returns>
    public async Task<(TResponse? Response, IReadOnlyList<Failure>? Failures)> AskAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, TRequest request, string id, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var submission = await host.SubmitAsync(method, request, id, new Priority { Class = PriorityClass.Standard }, cancellationToken);
        if (submission is not Submission.Accepted { RunId: var run })
        {
            return (null, ((Submission.Refused)submission).Failures);
        }

        _runs.Enqueue(run);
        return await host.WaitAsync(method, run, cancellationToken) switch
        {
            RunEnd<TResponse>.Succeeded succeeded => (succeeded.Response, null),
            RunEnd<TResponse>.Failed failed => (null, failed.Failures),
            _ => (null, null),
        };
    }

    public async Task<IReadOnlyList<WorkSnapshot>> WorksAsync(CancellationToken cancellationToken)
    {
        List<WorkSnapshot> works = [];
        foreach (var run in _runs)
        {
            works.AddRange(await host.SnapshotAsync(run, cancellationToken));
        }

        return works;
    }
}
