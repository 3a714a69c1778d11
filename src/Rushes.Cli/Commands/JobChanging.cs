using System.Globalization;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Contracts;
using Rushes.Platform.Hosting;

namespace Rushes.Cli.Commands;

/// <summary><c>jobs cancel</c>, <c>jobs retry</c>, <c>queue requeue</c>: asks for a change, and says what became of it.</summary>
internal sealed class JobChanging(JobsQuery query)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<int> RunAsync(JobChangeKind kind, string id, CancellationToken cancellationToken)
    {
        var (found, failure) = await query.FindJobAsync(id, cancellationToken);
        return found is null
            ? query.Refuse(failure!)
            : await RunAsync(found, new JobChange(kind, found.Job.Id), (end, job) => Sentence(kind, end, job), cancellationToken);
    }

    public async Task<int> RequeueAsync(string id, CancellationToken cancellationToken)
    {
        var dead = (await query.Places.FindMessageAsync(id, cancellationToken)).Where(one => one.Reason.Message.Status == MessageStatus.Dead).ToList();
        if (dead is not [var (place, reason)])
        {
            return query.Refuse(dead.Count == 0
                ? UsageFailure.Unknown("message.unknown", $"There is no dead letter '{id}' in {query.Places.Name}.", "List the dead letters: rushes queue dead")
                : Messages.Ambiguous(id, dead.Select(one => new FoundMessage(one.Place, one.Reason.Message))));
        }

        var message = new FoundMessage(place, reason.Message);
        var job = reason.Message.Subject.Job is { Length: > 0 } run && await place.Source.JobAsync(run, cancellationToken) is { } summary ? new FoundJob(place, summary) : null;
        var takesJob = job is { Job.Status: JobStatus.Failed or JobStatus.Cancelled };
        return await RunAsync(
            place, job, new JobChange(JobChangeKind.Requeue, reason.Message.Id.ToString(CultureInfo.InvariantCulture)),
            (end, now) => end != JobChangeEnd.Applied ? $"Message {message.Name} is not dead any more."
                : takesJob ? $"Message {message.Name} belongs to job {now!.Name}, which goes on as a whole.{Absence(now)}"
                : $"Message {message.Name} is delivered again.",
            cancellationToken);
    }

    private Task<int> RunAsync(FoundJob job, JobChange change, Func<JobChangeEnd, FoundJob, string> say, CancellationToken cancellationToken) =>
        RunAsync(job.Place, job, change, (end, now) => say(end, now!), cancellationToken);

    private async Task<int> RunAsync(
        JobPlace place, FoundJob? job, JobChange change, Func<JobChangeEnd, FoundJob?, string> say, CancellationToken cancellationToken)
    {
        var end = await place.Source.ApplyAsync(change, Patience, cancellationToken);
        if (end == JobChangeEnd.Unanswered)
        {
            return query.Refuse(Silent(place));
        }

        // As it is now; where the database has gone with its job, the last that was seen.
        var now = job is null ? null : job with { Job = await place.Source.JobAsync(job.Job.Id, cancellationToken) ?? job.Job };
        var sentence = say(end, now);
        return query.Answer(
            new JobsAnswer
            {
                Status = "done",
                Outcome = end == JobChangeEnd.Applied ? "applied" : "unchanged",
                Message = sentence,
                Job = now is null ? null : JobAnswers.Job(now),
            },
            console => console.Profile.Out.Writer.WriteLine(sentence));
    }

    private static string Sentence(JobChangeKind kind, JobChangeEnd end, FoundJob job) => (kind, end) switch
    {
        (JobChangeKind.Cancel, JobChangeEnd.Applied) => $"Job {job.Name} is cancelled. What is finished is kept: rushes jobs retry {job.Name} lets it go on.",
        (JobChangeKind.Retry, JobChangeEnd.Applied) => $"Job {job.Name} goes on from where it ended.{Absence(job)}",
        (_, JobChangeEnd.Gone) => $"Job {job.Name} is done, and its folder is gone.",
        _ => $"Job {job.Name} stays as it is: {JobAnswers.Word(job)}.{(job.Job.HasEnded ? "" : Absence(job))}",
    };

    private static string Absence(FoundJob job) => job.Place.IsAbandoned ? " No process works on it now: give the same command again." : "";

    private static Failure Silent(JobPlace place) => new()
    {
        Code = "owner.silent",
        Category = FailureCategory.Transient,
        Message = $"The process that works on {place.Name}{(place.Owner() is { } pid ? $" (pid {pid})" : "")} has not answered for {Patience.TotalSeconds:0} s. Nothing was changed.",
        Remedy = "See what that process does; when it has ended, give this command again.",
    };
}
