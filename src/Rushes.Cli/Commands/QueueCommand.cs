using System.CommandLine;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes queue list|why|dead|requeue</c>.</summary>
internal static class QueueCommand
{
    public static Command Create(Surroundings surroundings) => JobsSubcommand.Group(
        "queue", "Look at messages, and why they wait", surroundings,
        JobsSubcommand.Create("list", "List the messages that have not ended", surroundings, (query, _, token) => ListAsync(query, token)),
        JobsSubcommand.Create("why", "Say why a message, or a job, waits", "Id of a message or of a job", surroundings, WhyAsync),
        JobsSubcommand.Create("dead", "List the dead letters with their failures", surroundings, (query, _, token) => DeadAsync(query, token)),
        JobsSubcommand.Create(
            "requeue", "Deliver a dead letter again; if its job has ended, the job goes on", "Id of a message", surroundings,
            (query, id, token) => new JobChanging(query).RequeueAsync(id, token)));

    private static async Task<int> ListAsync(JobsQuery query, CancellationToken cancellationToken)
    {
        var messages = await FoundAsync(query, source => source.MessagesAsync(query.Limit, cancellationToken));
        query.SayWhere(messages.Count, "open messages");
        return query.Answer(
            new JobsAnswer { Status = "done", Messages = [.. messages.Select(message => JobAnswers.Message(message, null))] },
            console => QueueTable.Write(messages, query.Surroundings.Time.GetUtcNow(), console));
    }

    private static async Task<int> DeadAsync(JobsQuery query, CancellationToken cancellationToken)
    {
        var messages = await FoundAsync(query, source => source.DeadLettersAsync(query.Limit, cancellationToken));
        query.SayWhere(messages.Count, "dead letters");
        return query.Answer(
            new JobsAnswer { Status = "done", Messages = [.. messages.Select(message => JobAnswers.Message(message, null))] },
            console => QueueTable.WriteDead(messages, query.Surroundings.Time.GetUtcNow(), console));
    }

    private static async Task<int> WhyAsync(JobsQuery query, string id, CancellationToken cancellationToken)
    {
        var messages = await query.Places.FindMessageAsync(id, cancellationToken);
        if (messages.Count == 1)
        {
            return Answer(query, null, messages);
        }

        if (messages.Count > 1)
        {
            return query.Refuse(Messages.Ambiguous(id, messages.Select(message => new FoundMessage(message.Place, message.Reason.Message))));
        }

        var (job, failure) = await query.FindJobAsync(id, cancellationToken);
        return job is null
            ? query.Refuse(failure!.Code == "job.unknown" ? Messages.Unknown(id, query.Places.Name) : failure)
            : Answer(query, job, [.. (await job.Place.Source.WhyAsync(job.Job.Id, query.Limit, cancellationToken)).Select(reason => (job.Place, reason))]);
    }

    private static int Answer(JobsQuery query, FoundJob? job, IReadOnlyList<(JobPlace Place, MessageReason Reason)> messages)
    {
        (FoundMessage Message, string Reason)[] reasons =
            [.. messages.Select(message => (new FoundMessage(message.Place, message.Reason.Message), Messages.WithAbsence(message.Place, message.Reason)))];
        return query.Answer(
            new JobsAnswer
            {
                Status = "done",
                Job = job is null ? null : JobAnswers.Job(job),
                Messages = [.. reasons.Select(one => JobAnswers.Message(one.Message, one.Reason))],
            },
            console => QueueTable.WriteReasons(job, reasons, console));
    }

    private static async Task<IReadOnlyList<FoundMessage>> FoundAsync(JobsQuery query, Func<IJobSource, Task<IReadOnlyList<QueuedMessage>>> read)
    {
        var all = await query.Places.FromEachAsync(async place => (await read(place.Source)).Select(message => new FoundMessage(place, message)));
        return [.. all.Take(query.Limit)];
    }
}
