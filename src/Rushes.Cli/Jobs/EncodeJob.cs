using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;
using Rushes.Cli.Hosting;
using Rushes.Cli.Report;
using Rushes.Cli.View;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;
using Rushes.Storage.Local;
using Rushes.Tools.Execution;

namespace Rushes.Cli.Jobs;

/// <summary>
/// One job from its lock to its published folder. State is in the job's own folder, so that the same command goes on
/// where an earlier one stopped or failed; what it builds appears by one rename, or not at all.
/// </summary>
internal sealed partial class EncodeJob(
    string id, string inputPath, EncodeSettings settings, IReadOnlyList<Service> services, IToolRunner runner, TimeProvider time, ILoggerFactory logging, JobClock clock)
{
    private readonly WorkFolder _folder = WorkFolder.Of(settings.WorkPath, id);
    private readonly OutputFolder _output = new(settings.OutputPath);

    private string Staging => _output.StagingFor(id);

    /// <param name="view">Follows the work once there is some.</param>
    /// <param name="frameRate">Of the source, frames a second; null when not known.</param>
    /// <param name="cancellationToken">Stops the job; it can be gone on with.</param>
    public async Task<JobEnd> RunAsync(IProgressView view, double? frameRate, CancellationToken cancellationToken)
    {
        _folder.Create();
        using var jobLock = JobLock.TryTake(_folder.LockFile);
        if (jobLock is null)
        {
            return new JobEnd.Failed(AlreadyRunning());
        }

        return Finish(await GoOnAsync(new ProgressModel(time, frameRate), view, cancellationToken));
    }

    private async Task<WorkEnd> GoOnAsync(ProgressModel model, IProgressView view, CancellationToken cancellationToken)
    {
        try
        {
            return await WorkAsync(model, view, cancellationToken);
        }
        catch (MissingVersionsException missing)
        {
            // One rendition, one build: what another build has begun cannot be finished by this one.
            Log.BegunByAnother(logging.CreateLogger<EncodeJob>(), string.Join(", ", missing.Missing));
            _folder.Empty();
            return await WorkAsync(model, view, cancellationToken);
        }
    }

    private async Task<WorkEnd> WorkAsync(ProgressModel model, IProgressView view, CancellationToken cancellationToken)
    {
        await using var host = await JobPlatform.StartAsync(_folder, inputPath, services, runner, time, logging, cancellationToken);
        var submission = await host.SubmitAsync(Methods.PrepareTitle, Request(), id, Priority(), cancellationToken);
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
            await view.FollowAsync(async () => model.Update(await host.SnapshotAsync(runId, cancellationToken)), wait);
            return await wait switch
            {
                RunEnd<PrepareTitleResponse>.Succeeded succeeded => new WorkEnd.Built(succeeded.Response, clock.Read(await host.SnapshotAsync(runId, cancellationToken))),
                RunEnd<PrepareTitleResponse>.Failed failed => new WorkEnd.Failed(failed.Failures),
                _ => new WorkEnd.Interrupted(),
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run itself is not cancelled: it goes on when the same command comes again.
            return new WorkEnd.Interrupted();
        }
    }

    private JobEnd Finish(WorkEnd end)
    {
        switch (end)
        {
            case WorkEnd.Built built:
                return Publish(built);
            case WorkEnd.Failed failed:
                if (IsRefused(failed.Failures) || HasBadWork(failed.Failures))
                {
                    Forget();
                }

                return new JobEnd.Failed(failed.Failures);
            default:
                return new JobEnd.Interrupted();
        }
    }

    // Nothing of it is worth keeping: it would be refused again.
    private static bool IsRefused(IReadOnlyList<Failure> failures) =>
        failures.All(failure => failure.Category is FailureCategory.Input or FailureCategory.Configuration);

    // What was kept turned out to be wrong, and would be found wrong again: the next time everything is made anew.
    private static bool HasBadWork(IReadOnlyList<Failure> failures) => failures.Any(failure =>
        failure.Code == "object.damaged"
        || failure.Code.StartsWith("index.", StringComparison.Ordinal)
        || failure.Code.StartsWith("validate.", StringComparison.Ordinal));

    private JobEnd Publish(WorkEnd.Built built)
    {
        if (built.Response.Package.Tracks.Any(track => !File.Exists(Path.Combine(Staging, track.Path))))
        {
            Forget();
            return new JobEnd.Failed(StagingLost());
        }

        var report = ReportBuilder.Done(id, built.Response, built.Time);
        File.WriteAllText(Path.Combine(Staging, OutputFolder.ReportName), ReportJson.Write(report) + "\n");
        _output.Publish(Staging);
        _folder.Delete();
        return new JobEnd.Published(report);
    }

    // Tracks that are written are part of what a job keeps: they are not written again.
    private void Forget()
    {
        _folder.Delete();
        OutputFolder.Discard(Staging);
    }

    private PrepareTitleRequest Request() => new()
    {
        SourceUri = LocalObjectStore.UriOf(inputPath),
        StagingUri = LocalObjectStore.UriOf(Staging),
        DestinationUri = LocalObjectStore.UriOf(settings.OutputPath),
        Ladder = settings.Ladder,
        ChunkMs = settings.ChunkMs,
        EncoderSlots = Environment.ProcessorCount,
        Express = settings.Class == PriorityClass.Express,
    };

    private Priority Priority() => new()
    {
        Class = settings.Class,
        Due = settings.Due is { } due ? Timestamp.FromDateTimeOffset(due) : null,
    };

    private Failure AlreadyRunning()
    {
        var owner = JobLock.OwnerOf(_folder.LockFile) is { } pid ? $", pid {pid}" : "";
        return new Failure
        {
            Code = "job.already_running",
            Category = FailureCategory.Transient,
            Message = $"This job is already running{owner}.",
            Place = new Place { Path = _folder.Path },
            Remedy = "Wait for it, or stop it.",
        };
    }

    private Failure StagingLost() => new()
    {
        Code = "output.staging_lost",
        Category = FailureCategory.Internal,
        Message = $"Somebody removed {Staging} after the streams were written to it.",
        Place = new Place { Path = Staging },
        Remedy = "Run the same command again; it starts afresh.",
    };

    private abstract record WorkEnd
    {
        public sealed record Built(PrepareTitleResponse Response, ReportTime Time) : WorkEnd;

        public sealed record Failed(IReadOnlyList<Failure> Failures) : WorkEnd;

        public sealed record Interrupted : WorkEnd;
    }

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Warning, "Another version of this program has begun the job ({Missing}); it starts afresh")]
        public static partial void BegunByAnother(ILogger logger, string missing);
    }
}
