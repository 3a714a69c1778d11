using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Media.Isobmff;
using Rushes.Platform.Functions;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// What the first of two passes leaves of each piece: statistics, and the bits of its media, which is thrown away. A record of both,
/// published last, says that a piece is finished.
/// </summary>
internal sealed class MeasuredPieces(VideoFormat format, ChunkTask task, FunctionContext context) : PieceResults
{
    private readonly PassStatistics _statistics = new(format, context);

    public override async Task<bool> FindAsync(Piece piece, ChunkResult result, CancellationToken cancellationToken)
    {
        List<MeasuredRun> found = [];
        foreach (var recipe in task.Recipes)
        {
            if (await context.FindPieceAsync(RecordOf(piece, recipe), cancellationToken) is not { } record)
            {
                return false;
            }

            found.Add(await context.ReadAsync(record, MeasuredRun.Parser.ParseFrom, cancellationToken));
        }

        result.Measured.AddRange(found);
        return true;
    }

    public override async Task PublishAsync(Piece piece, ChunkResult result, CancellationToken cancellationToken)
    {
        foreach (var recipe in task.Recipes)
        {
            var run = new MeasuredRun { Rendition = recipe.Name, Number = piece.Number, Bits = await BitsAsync(recipe, cancellationToken) };
            run.Statistics.AddRange(await _statistics.PublishAsync(PieceOf(task, piece), recipe, $"{recipe.Name}.{piece.Number}", cancellationToken));
            var record = RecordOf(piece, recipe);
            await File.WriteAllBytesAsync(Path.Combine(context.WorkFolder, record), run.ToByteArray(), cancellationToken);
            await context.PublishPieceAsync(record, record, cancellationToken);
            result.Measured.Add(run);
        }
    }

    private static string RecordOf(Piece piece, Recipe recipe) => $"{recipe.Name}.{piece.Number}.measured";

    private async Task<long> BitsAsync(Recipe recipe, CancellationToken cancellationToken)
    {
        await using var media = File.OpenRead(Path.Combine(context.WorkFolder, ChunkFiles.Media(format, recipe)));
        return (await FragmentedFile.ReadAsync(media, cancellationToken)).Samples.Sum(sample => sample.Size * 8L);
    }
}
