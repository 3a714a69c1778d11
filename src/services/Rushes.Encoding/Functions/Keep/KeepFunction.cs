using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;
using Rushes.Encoding.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Encoding.Functions.Keep;

/// <summary>Keeps for other jobs the pieces that validation found nothing wrong with.</summary>
internal static class KeepFunction
{
    public static readonly FunctionReference<KeepTask, Empty> Reference = new("encoding.keep", KeepTask.Parser, Empty.Parser);

    /// <summary>One for each chunk and group; none where something is wrong, for nobody knows with which piece.</summary>
    public static IEnumerable<MapItem<KeepTask>> Tasks(IReadOnlyList<ChunkResult> chunks, ValidateResponse verdict) =>
        Verdict.Faults(verdict).Any()
            ? []
            : chunks
                .Select(chunk => new KeepTask { Pieces = { chunk.Pieces.Where(piece => piece.Identity.Length > 0) } })
                .Where(task => task.Pieces.Count > 0)
                .Select((task, number) => new MapItem<KeepTask>(task, $"keep {number + 1}", task.Pieces.Sum(piece => piece.Media.Size)));

    public static async Task<StepOutcome<Empty>> RunAsync(KeepTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        foreach (var (number, piece) in task.Pieces.Index())
        {
            await context.SharePieceAsync(piece.Identity, piece.Media, cancellationToken);
            context.Report(number + 1, task.Pieces.Count);
        }

        return new Empty();
    }
}
