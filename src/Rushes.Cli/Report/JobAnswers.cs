using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Rushes.Cli.Commands;
using Rushes.Cli.Jobs;
using Rushes.Contracts;

namespace Rushes.Cli.Report;

/// <summary>Fills answers from what the database says. Pure, but for the process that works on a job.</summary>
internal static class JobAnswers
{
    public static AnswerJob Job(FoundJob found)
    {
        var job = found.Job;
        return new AnswerJob(
            found.Name, job.Id, job.Method, job.Workflow, job.WorkflowVersion, Word(job.Status), Word(job.Class), Time(job.Due), Time(job.Created), Time(job.Ended),
            new AnswerProgress(Math.Floor(10_000 * job.Fraction) / 10_000, job.WeightDone, job.Weight), found.Place.Name,
            job.HasEnded ? null : found.Place.Owner(), [.. job.Failures.Select(ReportBuilder.Failure)]);
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
                step.Run, step.Workflow, step.Node, step.HasItem ? step.Item : null, step.Label, step.Depth, new AnswerTime(Seconds(step.Waiting.ToTimeSpan()), Seconds(step.Running.ToTimeSpan()))))],
        };

        AnswerRun Run(RunGraph run) => new(
            run.Id, run.Method, run.Workflow, run.WorkflowVersion, Word(run.Status), Time(run.Created), Time(run.Ended), [.. run.Nodes.Select(node => Node(run, node))]);

        AnswerNode Node(RunGraph run, NodeGraph node) => new(
            node.Name, node.After, Word(node.Status), node.HasTotal ? node.Total : null, node.Items.Count(item => item.Status == JobWorkStatus.Done), critical.Contains((run.Id, node.Name)),
            Time(node.Ready), Time(node.Started), Time(node.Ended),
            new AnswerTime(Seconds(NodeTimes.Waiting(node, graph.Now)), Seconds(NodeTimes.Running(node, graph.Now)), Spent(node.Processor)), [.. node.Items.Select(Item)]);

        AnswerItem Item(ItemGraph item) => new(
            item.Number, item.Label, OrNull(item.Match), item.Weight, Word(item.Status), item.Attempts, Time(item.Started), Time(item.Ended),
            [.. item.Failures.Select(ReportBuilder.Failure)], item.Call is { } call ? Run(call) : null);
    }

    public static AnswerMessage Message(FoundMessage found, string? reason)
    {
        var message = found.Message;
        var subject = message.Subject;
        return new AnswerMessage(
            found.Name, message.Queue, Word(message.Status), Word(message.Class), Time(message.Due), message.Rank, message.Attempts, message.Failures,
            message.Losses, Time(message.Created), Time(message.NotBefore), OrNull(message.Owner), Time(message.Taken), Time(message.Expiry),
            Time(message.Suspended), Time(message.Ended), OrNull(message.Exclusive), OrNull(message.Requires), subject.Text,
            subject.Job is { Length: > 0 } job ? found.Place.NameOf(job) : null, OrNull(subject.Run), OrNull(subject.Node), subject.HasItem ? subject.Item : null, reason,
            [.. message.LastFailures.Select(ReportBuilder.Failure)]);
    }

    /// <summary>As people see it: a run that is under way, but that no process works on, stands still.</summary>
    public static string Word(FoundJob found) => !found.Job.HasEnded && found.Place.IsAbandoned ? "stopped" : Word(found.Job.Status);

    public static string Word<T>(T state)
        where T : struct, System.Enum => state.ToString().ToLowerInvariant();

    public static string Word(PriorityClass priority) => PriorityClasses.ByName.FirstOrDefault(one => one.Value == priority).Key
        ?? ((int)priority).ToString(CultureInfo.InvariantCulture);

    [return: NotNullIfNotNull(nameof(time))]
    private static string? Time(Timestamp? time) => time?.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string? OrNull(string text) => text.Length > 0 ? text : null;

    private static double? Spent(TimeSpan processor) => processor > TimeSpan.Zero ? Seconds(processor) : null;

    private static double? Seconds(TimeSpan? time) => time is { } known ? Math.Round(known.TotalSeconds, 3) : null;
}
