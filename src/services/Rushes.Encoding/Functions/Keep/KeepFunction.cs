using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;
using Rushes.Encoding.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Encoding.Functions.Keep;

/// <summary>Keeps for other jobs the pieces of videos that validation found nothing wrong with, and takes away those of others.</summary>
internal static class KeepFunction
{
    public static readonly FunctionReference<KeepTask, Empty> Reference = new("encoding.keep", KeepTask.Parser, Empty.Parser);

    /// <summary>One for each chunk and group. Where something is wrong, nobody knows with which piece.</summary>
    public static IEnumerable<MapItem<KeepTask>> Tasks(IReadOnlyList<ChunkResult> chunks, ValidateResponse verdict)
    {
        var isWrong = Verdict.Faults(verdict).Any();
        return chunks
            .Select(chunk => new KeepTask { AreWrong = isWrong, Pieces = { chunk.Pieces.Where(piece => piece.Identity.Length > 0) } })
            .Where(task => task.Pieces.Count > 0)
            .Select((task, number) => new MapItem<KeepTask>(task, $"keep {number + 1}", task.Pieces.Sum(piece => piece.Media.Size)));
    }

    public static async Task<StepOutcome<Empty>> RunAsync(KeepTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        foreach (var (number, piece) in task.Pieces.Index())
        {
            await (task.AreWrong
                ? context.ForgetPieceAsync(piece.Identity, cancellationToken)
                : context.SharePieceAsync(piece.Identity, piece.Media, cancellationToken));
            context.Report(number + 1, task.Pieces.Count);
        }

        return new Empty();
    }
}
