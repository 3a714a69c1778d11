using System.Globalization;
using Rushes.Cli.Commands;
using Rushes.Cli.Jobs;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Reading;

namespace Rushes.Cli.Report;

/// <summary>Fills answers from what the database says. Pure, but for the process that works on a job.</summary>
internal static class JobAnswers
{
    public static AnswerJob Job(FoundJob found)
    {
        var job = found.Job;
        return new AnswerJob(
            found.Name, job.Id, job.Method, job.Workflow, job.Version, Word(job.State), Word(job.Class), Time(job.Due), Time(job.Created), Time(job.Ended),
            new AnswerProgress(Math.Floor(10_000 * job.Progress.Fraction) / 10_000, job.Progress.Done, job.Progress.Total), found.Database.Name,
            job.HasEnded ? null : found.Database.Owner(), [.. job.Failures.Select(ReportBuilder.Failure)]);
    }

    public static JobsAnswer Graph(string status, FoundJob found, JobGraph graph)
    {
        var critical = graph.CriticalPath.Select(step => (step.Run, step.Node)).ToHashSet();
        return new JobsAnswer
        {
            Status = status,
            Job = Job(found with { Job = graph.Job }),
            Graph = Run(graph.Run),
            CriticalPath = [.. graph.CriticalPath.Select(step => new AnswerStep(
                step.Run, step.Workflow, step.Node, step.Item, step.Label, step.Depth, new AnswerTime(Seconds(step.Waiting), Seconds(step.Running))))],
        };

        AnswerRun Run(RunGraph run) => new(
            run.Id, run.Method, run.Workflow, run.Version, Word(run.State), Time(run.Created), Time(run.Ended), [.. run.Nodes.Select(node => Node(run, node))]);

        AnswerNode Node(RunGraph run, NodeGraph node) => new(
            node.Name, node.After, Word(node.State), node.Total, node.Items.Count(item => item.State == WorkState.Done), critical.Contains((run.Id, node.Name)),
            Time(node.Ready), Time(node.Started), Time(node.Ended),
            new AnswerTime(Seconds(NodeTimes.Waiting(node, graph.Now)), Seconds(NodeTimes.Running(node, graph.Now)), Spent(node.Processor)), [.. node.Items.Select(Item)]);

        AnswerItem Item(ItemGraph item) => new(
            item.Number, item.Label, item.Match, item.Weight, Word(item.State), item.Attempts, Time(item.Started), Time(item.Ended),
            [.. item.Failures.Select(ReportBuilder.Failure)], item.Call is { } call ? Run(call) : null);
    }

    public static AnswerMessage Message(FoundMessage found, string? reason)
    {
        var message = found.Message;
        var subject = message.Subject;
        return new AnswerMessage(
            found.Name, message.Queue, Word(message.State), Word(message.Class), Time(message.Due), message.Rank, message.Attempts, message.Failures,
            message.Losses, Time(message.Created), Time(message.NotBefore), message.Owner, Time(message.Taken), Time(message.Expiry),
            Time(message.Suspended), Time(message.Ended), message.Exclusive, message.Requires, subject.Text,
            subject.Job is { } job ? found.Database.NameOf(job) : null, subject.Run, subject.Node, subject.Item, reason,
            [.. message.LastFailures.Select(ReportBuilder.Failure)]);
    }

    /// <summary>As people see it: a run that is under way, but that no process works on, stands still.</summary>
    public static string Word(FoundJob found) => !found.Job.HasEnded && found.Database.IsAbandoned ? "stopped" : Word(found.Job.State);

    public static string Word<T>(T state)
        where T : struct, Enum => state.ToString().ToLowerInvariant();

    public static string Word(PriorityClass priority) => PriorityClasses.ByName.FirstOrDefault(one => one.Value == priority).Key
        ?? ((int)priority).ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string? Time(DateTimeOffset? time) => time is { } known ? Time(known) : null;

    private static double? Spent(TimeSpan processor) => processor > TimeSpan.Zero ? Seconds(processor) : null;

    private static double? Seconds(TimeSpan? time) => time is { } known ? Math.Round(known.TotalSeconds, 3) : null;
}
