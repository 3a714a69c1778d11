using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Cli.View;
using Rushes.Platform.Reading;

namespace Rushes.Cli.Commands;

/// <summary><c>jobs watch</c>: follows a job to its end, which is also the end of the command.</summary>
internal sealed class JobWatch(JobsQuery query)
{
    public async Task<int> RunAsync(string id, CancellationToken cancellationToken)
    {
        var (found, failure) = query.FindJob(id);
        if (found is null)
        {
            return query.Refuse(failure!);
        }

        if (!found.Job.HasEnded && found.Database.IsAbandoned)
        {
            await query.Surroundings.Error.WriteLineAsync("No process works on it now: give the same command again.");
        }

        var graph = await FollowAsync(found, cancellationToken);
        var last = found with { Job = graph.Job };
        return query.Answer(JobAnswers.Graph(JobAnswers.Word(graph.Job.State), last, graph), console => JobText.Write(last, graph, console), ExitCode(graph.Job.State));
    }

    private Task<JobGraph> FollowAsync(FoundJob found, CancellationToken cancellationToken)
    {
        JobGraph Look() => found.Database.Reader.Graph(found.Job.Id)!;
        var (surroundings, time) = (query.Surroundings, query.Surroundings.Time);
        return surroundings.ErrorIsTerminal
            ? new LiveJobView(Terminal.Of(surroundings.Error, isTerminal: true), time).FollowAsync(found, Look, cancellationToken)
            : new LineJobView(surroundings.Error, time).FollowAsync(Look, cancellationToken);
    }

    private static int ExitCode(JobState state) => state switch
    {
        JobState.Done => ExitCodes.Done,
        JobState.Cancelled => ExitCodes.Interrupted,
        _ => ExitCodes.Failed,
    };
}
