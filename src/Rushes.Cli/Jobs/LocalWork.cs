using Microsoft.Extensions.Logging;
using Rushes.Cli.Hosting;
using Rushes.Cli.View;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;
using Rushes.Storage.Local;
using Rushes.Tools.Execution;

namespace Rushes.Cli.Jobs;

/// <summary>All in this process, over the job's own folder: the same command goes on where an earlier one stopped or failed.</summary>
/// <param name="id">Of the job.</param>
/// <param name="inputPath">The one file outside of the folder that may be read.</param>
/// <param name="frameRate">Of the source, frames a second; null as long as it is not known.</param>
internal sealed partial class LocalWork(
    string id, string inputPath, EncodeSettings settings, IReadOnlyList<Service> services, IToolRunner runner, IProgressView view, Func<CancellationToken, double?> frameRate,
    TimeProvider time, ILoggerFactory logging) : IJobWork
{
    private readonly ProgressModel _model = new(time);

    public async Task<WorkEnd> RunAsync(WorkFolder folder, string staging, CancellationToken cancellationToken)
    {
        folder.Create();
        try
        {
            return await WorkAsync(folder, staging, cancellationToken);
        }
        catch (MissingVersionsException missing)
        {
            // One rendition, one build: what another build has begun cannot be finished by this one.
            Log.BegunByAnother(logging.CreateLogger<LocalWork>(), string.Join(", ", missing.Missing));
            folder.Empty();
            return await WorkAsync(folder, staging, cancellationToken);
        }
    }

    private async Task<WorkEnd> WorkAsync(WorkFolder folder, string staging, CancellationToken cancellationToken)
    {
        var pieces = await PieceCache.OpenAsync(settings.WorkPath, folder, settings.CacheBytes, time, logging, cancellationToken);
        var store = new LocalObjectStore(folder.Objects, [inputPath, WorkFolder.SharedPieces(settings.WorkPath) + "/"]);
        await using var host = await JobPlatform.StartAsync(folder, store, pieces, services, runner, time, logging, cancellationToken);
        var submission = await host.SubmitAsync(Methods.PrepareTitle, Request(staging), id, TitleRequests.Priority(settings), cancellationToken);
        if (submission is not Submission.Accepted { RunId: var runId, IsNew: var isNew })
        {
            return new WorkEnd.Failed(((Submission.Refused)submission).Failures);
        }

        // Whatever an earlier command ended with, this one is asked to go on.
        if (!isNew)
        {
            await host.RetryAsync(runId, cancellationToken);
        }

        try
        {
            var wait = host.WaitAsync(Methods.PrepareTitle, runId, cancellationToken);
            await view.FollowAsync(ObserveAsync, wait);
            return await wait switch
            {
                RunEnd<PrepareTitleResponse>.Succeeded succeeded => new WorkEnd.Built(succeeded.Response, await host.SnapshotAsync(runId, cancellationToken)),
                RunEnd<PrepareTitleResponse>.Failed failed => new WorkEnd.Failed(failed.Failures),
                _ => new WorkEnd.Interrupted(),
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run itself is not cancelled: it goes on when the same command comes again.
            return new WorkEnd.Interrupted();
        }

        async Task<ProgressState> ObserveAsync()
        {
            _model.FrameRate = frameRate(cancellationToken);
            return _model.Update(await host.SnapshotAsync(runId, cancellationToken));
        }
    }

    private PrepareTitleRequest Request(string staging)
    {
        var request = TitleRequests.Request(settings, LocalObjectStore.UriOf(inputPath));
        request.StagingUri = LocalObjectStore.UriOf(staging);
        request.DestinationUri = LocalObjectStore.UriOf(settings.OutputPath);
        request.EncoderSlots = Environment.ProcessorCount;
        return request;
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Warning, "Another version of this program has begun the job ({Missing}); it starts afresh")]
        public static partial void BegunByAnother(ILogger logger, string missing);
    }
}
