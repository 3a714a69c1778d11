using Microsoft.Extensions.Logging;
using Rushes.Cli.View;
using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Storage.Local;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Cli.Jobs;

/// <summary>One inspection of one file. Kept are the page, and what a later one of the same bytes may take.</summary>
internal sealed class InspectJob(
    InspectSettings settings, IReadOnlyList<Service> services, ToolInstallation ffmpeg, IToolRunner runner, IProgressView view, TimeProvider time, ILoggerFactory logging)
{
    private readonly PassingJob _job = new("rushes inspect 1", settings.WorkPath, [settings.Input.Identity!.Path], services, runner, time, logging)
    {
        CacheBytes = settings.CacheBytes,
    };

    private PhaseState? _page = settings.HtmlPath is null ? null : new PhaseState("page", PhaseStage.Waiting);

    public async Task<InspectEnd> RunAsync(CancellationToken cancellationToken)
    {
        var (end, failure) = await _job.RunAsync(host => RunAsync(host, cancellationToken), cancellationToken);
        return end ?? new InspectEnd.Failed([failure!]);
    }

    private async Task<InspectEnd> RunAsync(PlatformHost host, CancellationToken cancellationToken)
    {
        var calls = new ServiceCalls(host);
        var inspecting = InspectAsync(calls, cancellationToken);
        await view.FollowAsync(async () => InspectProgress.Of(await calls.WorksAsync(cancellationToken), _page), inspecting);
        return await inspecting;
    }

    private async Task<InspectEnd> InspectAsync(ServiceCalls calls, CancellationToken cancellationToken)
    {
        var (path, failure) = await settings.Input.ProvideAsync(_job.Objects, runner, ffmpeg, cancellationToken);
        if (path is null)
        {
            return new InspectEnd.Failed([failure!]);
        }

        var (response, failures) = await calls.AskAsync(Methods.Inspect, Request(path), "inspect", cancellationToken);
        if (response is null)
        {
            return failures is null ? new InspectEnd.Interrupted() : new InspectEnd.Failed(JobFailures.Blame(failures, path, settings.Input.Identity!.Path));
        }

        response.Source.Uri = settings.Input.Identity!.Uri;

        var inspected = new InspectEnd.Inspected(response, ReadTimeline(response), await calls.WorksAsync(cancellationToken));
        if (settings.HtmlPath is { } page)
        {
            await WritePageAsync(page, path, inspected, cancellationToken);
        }

        return inspected;
    }

    private async Task WritePageAsync(string page, string film, InspectEnd.Inspected inspected, CancellationToken cancellationToken)
    {
        _page = _page! with { Stage = PhaseStage.Running };
        var shooting = new FaultShooting(ffmpeg, runner, film, _job.Scratch);
        await InspectPageFile.WriteAsync(page, inspected, shooting, cancellationToken);
        _page = _page with { Stage = PhaseStage.Done };
    }

    private InspectRequest Request(string path) => new()
    {
        SourceUri = LocalObjectStore.UriOf(path),
        Pictures = settings.Pictures,
        Phase = settings.Phase,
        LeaveOut = { settings.LeaveOut },
    };

    // While the job's objects are there.
    private static Timeline ReadTimeline(InspectResponse response)
    {
        using var stream = new BufferedStream(File.OpenRead(new Uri(response.Timeline.Uri).LocalPath));
        return Timeline.ReadFrom(stream);
    }
}
