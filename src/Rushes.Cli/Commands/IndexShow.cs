using Rushes.Cli.Jobs;
using Rushes.Cli.Report;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes index show</c>: what is known of the tracks of a file.</summary>
internal sealed class IndexShow(IndexRun run, bool frames)
{
    /// <param name="path">Of a file that is there.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public async Task<int> RunAsync(string path, CancellationToken cancellationToken)
    {
        var (tracks, failures) = await IndexedTracks.ReadAsync(path, run.Surroundings, cancellationToken);
        if (tracks is null)
        {
            return run.Refuse(failures);
        }

        var problems = tracks.SelectMany(track => track.Problems).ToArray();
        if (tracks.All(track => track.Index is null))
        {
            return run.Refuse([.. problems.Select(problem => IndexFailures.Unreadable(problem.Message, path))]);
        }

        IndexAnswerTrack[] answers = [.. tracks.Index().Where(track => track.Item.Index is not null).Select(track => IndexAnswers.Track(track.Item.Index!, track.Index))];
        if (!run.Json)
        {
            IndexTable.Write(answers, problems, Terminal.Of(run.Surroundings.Output, run.Surroundings.OutputIsTerminal));
            return ExitCodes.Done;
        }

        run.Print(new IndexAnswer
        {
            Status = "done",
            Tracks = answers,
            Problems = [.. problems.Select(problem => new AnswerProblem(problem.Code, Path.GetFileName(path), problem.Message, null, null, null, null))],
        });
        foreach (var (number, track) in tracks.Index().Where(track => frames && track.Item.Index is not null))
        {
            IndexFrames.Write(track.Index!, number, run.Surroundings.Output, cancellationToken);
        }

        return ExitCodes.Done;
    }
}
