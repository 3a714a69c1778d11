using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Locating;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// Encodes one chunk for one group of renditions, piece after piece. A piece that an earlier attempt has finished is kept.
/// </summary>
internal sealed class ChunkFunction(ToolInstallation ffmpeg, VideoFormat format)
{
    public async Task<StepOutcome<ChunkResult>> RunAsync(ChunkTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var media = await context.OpenAsync(task.Media, cancellationToken);
        var whole = await context.ReadAsync(task.Timeline, Timeline.ReadFrom, cancellationToken);
        var encoder = new PieceEncoder(ffmpeg, format, media, whole.Slice((int)task.Video.From, (int)task.Video.To), context);
        var result = new ChunkResult { Chunk = task.Chunk };
        foreach (var piece in task.Pieces)
        {
            var before = piece.Frames.From - task.Frames.From;
            var encoded = await FindAsync(task, piece, context, cancellationToken);
            if (encoded is null)
            {
                var failure = await encoder.EncodeAsync(
                    PieceOf(task, piece), frames => context.Report(before + frames, Length(task.Frames)), cancellationToken);
                if (failure is not null)
                {
                    return failure;
                }

                encoded = await PublishAsync(task, piece, context, cancellationToken);
            }

            result.Pieces.AddRange(encoded);
            context.Report(before + Length(piece.Frames), Length(task.Frames));
        }

        return result;
    }

    /// <summary>Null: not all renditions of the piece are finished.</summary>
    private async Task<IReadOnlyList<EncodedPiece>?> FindAsync(
        ChunkTask task, Piece piece, FunctionContext context, CancellationToken cancellationToken)
    {
        List<EncodedPiece> found = [];
        foreach (var recipe in task.Recipes)
        {
            if (await context.FindPieceAsync(NameOf(task, piece, recipe), cancellationToken) is not { } media)
            {
                return null;
            }

            found.Add(Encoded(piece, recipe, media));
        }

        return found;
    }

    private async Task<IReadOnlyList<EncodedPiece>> PublishAsync(
        ChunkTask task, Piece piece, FunctionContext context, CancellationToken cancellationToken)
    {
        List<EncodedPiece> published = [];
        foreach (var recipe in task.Recipes)
        {
            var media = await context.PublishPieceAsync(NameOf(task, piece, recipe), ChunkFiles.Media(format, recipe), cancellationToken);
            published.Add(Encoded(piece, recipe, media));
        }

        return published;
    }

    /// <summary>A piece is encoded as if it were a chunk.</summary>
    private static ChunkTask PieceOf(ChunkTask task, Piece piece) => new(task) { Frames = piece.Frames };

    private string NameOf(ChunkTask task, Piece piece, Recipe recipe) =>
        task.Pieces.Count == 1 ? ChunkFiles.Media(format, recipe) : $"{recipe.Name}.{piece.Number}.{format.Container}";

    private static EncodedPiece Encoded(Piece piece, Recipe recipe, ObjectRef media) =>
        new() { Rendition = recipe.Name, Media = media, Number = piece.Number };

    private static long Length(FrameRange frames) => frames.To - frames.From;
}
