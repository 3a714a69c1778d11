using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Cli.View;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary><c>jobs watch</c>: follows a job to its end, which is also the end of the command.</summary>
internal sealed class JobWatch(JobsQuery query)
{
    public async Task<int> RunAsync(string id, CancellationToken cancellationToken)
    {
        var (found, failure) = await query.FindJobAsync(id, cancellationToken);
        if (found is null)
        {
            return query.Refuse(failure!);
        }

        if (!found.Job.HasEnded && found.Place.IsAbandoned)
        {
            await query.Surroundings.Error.WriteLineAsync("No process works on it now: give the same command again.");
        }

        var graph = await FollowAsync(found, cancellationToken);
        var last = found with { Job = graph.Job };
        return query.Answer(JobAnswers.Graph(JobAnswers.Word(graph.Job.Status), last, graph), console => JobText.Write(last, graph, console), ExitCode(graph.Job.Status));
    }

    private Task<JobGraph> FollowAsync(FoundJob found, CancellationToken cancellationToken)
    {
        async Task<JobGraph> LookAsync() => (await found.Place.Source.GraphAsync(found.Job.Id, cancellationToken))!;
        var (surroundings, time) = (query.Surroundings, query.Surroundings.Time);
        return surroundings.ErrorIsTerminal
            ? new LiveJobView(Terminal.Of(surroundings.Error, isTerminal: true), time).FollowAsync(found, LookAsync, cancellationToken)
            : new LineJobView(surroundings.Error, time).FollowAsync(LookAsync, cancellationToken);
    }

    private static int ExitCode(JobStatus state) => state switch
    {
        JobStatus.Done => ExitCodes.Done,
        JobStatus.Cancelled => ExitCodes.Interrupted,
        _ => ExitCodes.Failed,
    };
}
