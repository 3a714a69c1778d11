using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Media.Proofs.Verification;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes index verify</c>: whether the frames of an index lie where it says, and are what its sidecar says.</summary>
internal sealed class IndexVerify(IndexRun run)
{
    /// <param name="path">Of a file that is there.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public async Task<int> RunAsync(string path, CancellationToken cancellationToken)
    {
        var (stored, failure) = await StoredIndex.ReadAsync(path, cancellationToken);
        if (stored is null)
        {
            return run.Refuse([failure!]);
        }

        var problems = await new IndexVerifier(stored.Index, stored.Digests, stored.Open).VerifyAsync(cancellationToken);
        run.Print(new IndexAnswer
        {
            Status = "done",
            Right = problems.Count == 0,
            Tracks = [IndexAnswers.Track(stored.Index, 0)],
            Problems = [.. problems.Select(VerifyAnswers.Problem)],
        });
        if (!run.Json)
        {
            Write(stored, problems);
        }

        return problems.Count == 0 ? ExitCodes.Done : ExitCodes.AnswerIsNo;
    }

    private void Write(StoredIndex stored, IReadOnlyList<ProofProblem> problems)
    {
        var output = run.Surroundings.Output;
        VerifyTable.WriteProblems(problems, output);
        var digests = stored.Digests.IsEmpty ? "; it has no sidecar, so the bytes of frames were not checked" : "";
        output.WriteLine(problems.Count == 0
            ? $"result  All {stored.Index.Count} frames are where the index says{digests}."
            : "result  The chunks are not what the index says.");
    }
}
