using System.CommandLine;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Platform.Reading;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes queue list|why|dead|requeue</c>.</summary>
internal static class QueueCommand
{
    public static Command Create(Surroundings surroundings) => JobsSubcommand.Group(
        "queue", "Look at messages, and why they wait", surroundings,
        JobsSubcommand.Create("list", "List the messages that have not ended", surroundings, (query, _, _) => Task.FromResult(List(query))),
        JobsSubcommand.Create("why", "Say why a message, or a job, waits", "Id of a message or of a job", surroundings, (query, id, _) => Task.FromResult(Why(query, id))),
        JobsSubcommand.Create("dead", "List the dead letters with their failures", surroundings, (query, _, _) => Task.FromResult(Dead(query))),
        JobsSubcommand.Create(
            "requeue", "Deliver a dead letter again; if its job has ended, the job goes on", "Id of a message", surroundings,
            (query, id, token) => new JobChanging(query).RequeueAsync(id, token)));

    private static int List(JobsQuery query)
    {
        var messages = Found(query, reader => reader.Messages(query.Limit));
        query.SayWhere(messages.Count, "open messages");
        return query.Answer(
            new JobsAnswer { Status = "done", Messages = [.. messages.Select(message => JobAnswers.Message(message, null))] },
            console => QueueTable.Write(messages, query.Surroundings.Time.GetUtcNow(), console));
    }

    private static int Dead(JobsQuery query)
    {
        var messages = Found(query, reader => reader.DeadLetters(query.Limit));
        query.SayWhere(messages.Count, "dead letters");
        return query.Answer(
            new JobsAnswer { Status = "done", Messages = [.. messages.Select(message => JobAnswers.Message(message, null))] },
            console => QueueTable.WriteDead(messages, query.Surroundings.Time.GetUtcNow(), console));
    }

    private static int Why(JobsQuery query, string id)
    {
        var messages = query.Databases.FindMessage(id);
        if (messages.Count == 1)
        {
            return Answer(query, null, messages);
        }

        if (messages.Count > 1)
        {
            return query.Refuse(Messages.Ambiguous(id, messages.Select(message => new FoundMessage(message.Database, message.Reason.Message))));
        }

        var (job, failure) = query.FindJob(id);
        return job is null
            ? query.Refuse(failure!.Code == "job.unknown" ? Messages.Unknown(id, query.Databases.Place) : failure)
            : Answer(query, job, [.. job.Database.Reader.WhyJob(job.Job.Id, query.Limit).Select(reason => (job.Database, reason))]);
    }

    private static int Answer(JobsQuery query, FoundJob? job, IReadOnlyList<(JobDatabase Database, MessageReason Reason)> messages)
    {
        (FoundMessage Message, string Reason)[] reasons =
            [.. messages.Select(message => (new FoundMessage(message.Database, message.Reason.Message), Messages.WithAbsence(message.Database, message.Reason)))];
        return query.Answer(
            new JobsAnswer
            {
                Status = "done",
                Job = job is null ? null : JobAnswers.Job(job),
                Messages = [.. reasons.Select(one => JobAnswers.Message(one.Message, one.Reason))],
            },
            console => QueueTable.WriteReasons(job, reasons, console));
    }

    private static List<FoundMessage> Found(JobsQuery query, Func<JobsReader, IReadOnlyList<QueuedMessage>> read) =>
        [.. query.Databases.Open.SelectMany(database => read(database.Reader).Select(message => new FoundMessage(database, message))).Take(query.Limit)];
}
