using System.Collections.Concurrent;
using System.Globalization;
using Rushes.Client;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>
/// A client of each server that submits one small job after the other, and notes those that were accepted. Where it got no answer it
/// asks again with the same request id.
/// </summary>
internal sealed class SteadyJobs : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<string> _accepted = [];
    private readonly CancellationTokenSource _over = new();
    private readonly InspectRequest _request;
    private readonly Task _submitting;

    public SteadyJobs(string clip, params string[] servers)
    {
        _request = new InspectRequest { SourceUri = new Uri(clip).AbsoluteUri, Phase = InspectionPhase.Artefacts };
        _submitting = Task.WhenAll(servers.Select((server, index) => Task.Run(() => SubmitAllAsync(server, index))));
    }

    public IReadOnlyCollection<string> Accepted => _accepted;

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _submitting;
    }

    private async Task SubmitAllAsync(string server, int index)
    {
        using var channel = new RpcChannel(new Uri(server));
        var jobs = new JobsClient(channel);
        for (var number = 0; !_over.IsCancellationRequested; number++)
        {
            _accepted.Enqueue(await SubmitAsync(jobs, string.Create(CultureInfo.InvariantCulture, $"steady-{index}-{number}")));
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task<string> SubmitAsync(JobsClient jobs, string requestId)
    {
        while (true)
        {
            try
            {
                return (await jobs.SubmitAsync(Methods.Inspect, _request, requestId, cancellationToken: CancellationToken.None)).Id;
            }
            catch (RpcException exception) when (exception.Code == RpcCode.Unavailable)
            {
                await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
            }
        }
    }
}
