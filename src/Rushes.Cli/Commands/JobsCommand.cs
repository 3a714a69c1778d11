using System.CommandLine;
using Rushes.Cli.Hosting;
using Rushes.Cli.Report;
using Rushes.Platform.Hosting;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes jobs list|show|watch|cancel|retry</c>.</summary>
internal static class JobsCommand
{
    private const string Job = "Id of a job, or the beginning of it";

    public static Command Create(Surroundings surroundings) => JobsSubcommand.Group(
        "jobs", "Look at jobs, cancel them, let them go on", surroundings,
        JobsSubcommand.Create("list", "List the jobs, the newest first", surroundings, (query, _, token) => ListAsync(query, token)),
        JobsSubcommand.Create("show", "Show a job as a graph, with times and its critical path", Job, surroundings, ShowAsync),
        JobsSubcommand.Create("watch", "Follow a job until it ends; Ctrl-C leaves it running", Job, surroundings, (query, id, token) => new JobWatch(query).RunAsync(id, token)),
        JobsSubcommand.Create(
            "cancel", "End a job and all that it does", Job, surroundings, (query, id, token) => new JobChanging(query).RunAsync(JobChangeKind.Cancel, id, token)),
        JobsSubcommand.Create(
            "retry", "Let a job that failed or was cancelled go on", Job, surroundings, (query, id, token) => new JobChanging(query).RunAsync(JobChangeKind.Retry, id, token)));

    private static async Task<int> ListAsync(JobsQuery query, CancellationToken cancellationToken)
    {
        var jobs = await query.Places.JobsAsync(query.Limit, cancellationToken);
        query.SayWhere(jobs.Count, "jobs");
        return query.Answer(
            new JobsAnswer { Status = "done", Jobs = [.. jobs.Select(JobAnswers.Job)] }, console => JobsTable.Write(jobs, query.Surroundings.Time.GetUtcNow(), console));
    }

    private static async Task<int> ShowAsync(JobsQuery query, string id, CancellationToken cancellationToken)
    {
        var (found, failure) = await query.FindJobAsync(id, cancellationToken);
        if (found is null)
        {
            return query.Refuse(failure!);
        }

        var graph = (await found.Place.Source.GraphAsync(found.Job.Id, cancellationToken))!;
        return query.Answer(JobAnswers.Graph("done", found, graph), console => JobText.Write(found, graph, console));
    }
}
