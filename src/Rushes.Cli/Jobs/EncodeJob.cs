using Rushes.Cli.Report;
using Rushes.Contracts;

namespace Rushes.Cli.Jobs;

/// <summary>
/// One job from its lock to its published folder. What it builds appears by one rename, or not at all; what it has finished is
/// kept for the same command to go on with.
/// </summary>
/// <param name="id">Of the job.</param>
/// <param name="source">URI of the input as it was named.</param>
/// <param name="settings">What to make.</param>
/// <param name="work">Makes it.</param>
/// <param name="clock">Of the command.</param>
internal sealed class EncodeJob(string id, string source, EncodeSettings settings, IJobWork work, JobClock clock)
{
    private readonly WorkFolder _folder = WorkFolder.Of(settings.WorkPath, id);
    private readonly OutputFolder _output = new(settings.OutputPath);

    private string Staging => _output.StagingFor(id);

    /// <param name="cancellationToken">Stops the job; it can be gone on with.</param>
    public async Task<JobEnd> RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder.Path);
        using var jobLock = JobLock.TryTake(_folder.LockFile);
        return jobLock is null ? new JobEnd.Failed(JobFailures.AlreadyRunning(_folder)) : Finish(await work.RunAsync(_folder, Staging, cancellationToken));
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

        built.Response.Inspection.Source.Uri = source;
        var report = ReportBuilder.Done(id, built.Response, clock.Read(built.Works));
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

    private Failure StagingLost() => new()
    {
        Code = "output.staging_lost",
        Category = FailureCategory.Internal,
        Message = $"Somebody removed {Staging} after the streams were written to it.",
        Place = new Place { Path = Staging },
        Remedy = "Run the same command again; it starts afresh.",
    };
}
