using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Locating;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// Encodes one chunk for one group of renditions, piece after piece. What an earlier attempt has finished of it, or any job has shared, is
/// not encoded again.
/// </summary>
internal sealed class ChunkFunction(ToolInstallation ffmpeg, VideoFormat format)
{
    public async Task<StepOutcome<ChunkResult>> RunAsync(ChunkTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var media = await context.OpenAsync(task.Media, cancellationToken);
        var whole = await context.ReadAsync(task.Timeline, Timeline.ReadFrom, cancellationToken);
        var video = whole.Slice((int)task.Video.From, (int)task.Video.To);
        var encoder = new PieceEncoder(ffmpeg, format, media, video, context);
        var result = new ChunkResult { Chunk = task.Chunk };
        foreach (var piece in task.Pieces)
        {
            var before = piece.Frames.From - task.Frames.From;
            var all = PieceOf(task, piece);
            var known = await FindAsync(all, piece, video, context, cancellationToken);
            var missing = Missing(all, known);
            if (missing.Recipes.Count > 0)
            {
                var failure = await encoder.EncodeAsync(missing, frames => context.Report(before + frames, Length(task.Frames)), cancellationToken);
                if (failure is not null)
                {
                    return failure;
                }

                known.AddRange(await PublishAsync(missing, piece, video, context, cancellationToken));
            }

            result.Pieces.AddRange(known);
            context.Report(before + Length(piece.Frames), Length(task.Frames));
        }

        return result;
    }

    /// <summary>The renditions of the piece that are finished.</summary>
    private async Task<List<EncodedPiece>> FindAsync(
        ChunkTask task, Piece piece, Timeline video, FunctionContext context, CancellationToken cancellationToken)
    {
        List<EncodedPiece> found = [];
        foreach (var recipe in task.Recipes)
        {
            var identity = PieceIdentity.Of(ffmpeg, format, task, piece, recipe, video);
            if (await context.FindPieceAsync(NameOf(task, piece, recipe), identity, cancellationToken) is { } media)
            {
                found.Add(Encoded(piece, recipe, identity, media));
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<EncodedPiece>> PublishAsync(
        ChunkTask task, Piece piece, Timeline video, FunctionContext context, CancellationToken cancellationToken)
    {
        List<EncodedPiece> published = [];
        foreach (var recipe in task.Recipes)
        {
            var media = await context.PublishPieceAsync(NameOf(task, piece, recipe), ChunkFiles.Media(format, recipe), cancellationToken);
            published.Add(Encoded(piece, recipe, PieceIdentity.Of(ffmpeg, format, task, piece, recipe, video), media));
        }

        return published;
    }

    private static ChunkTask Missing(ChunkTask all, List<EncodedPiece> known)
    {
        var missing = new ChunkTask(all);
        missing.Recipes.Clear();
        missing.Recipes.AddRange(all.Recipes.Where(recipe => known.TrueForAll(piece => piece.Rendition != recipe.Name)));
        return missing;
    }

    /// <summary>A piece is encoded as if it were a chunk.</summary>
    private static ChunkTask PieceOf(ChunkTask task, Piece piece) => new(task) { Frames = piece.Frames };

    private string NameOf(ChunkTask task, Piece piece, Recipe recipe) =>
        task.Pieces.Count == 1 ? ChunkFiles.Media(format, recipe) : $"{recipe.Name}.{piece.Number}.{format.Container}";

    private static EncodedPiece Encoded(Piece piece, Recipe recipe, string? identity, ObjectRef media) =>
        new() { Rendition = recipe.Name, Media = media, Number = piece.Number, Identity = identity ?? "" };

    private static long Length(FrameRange frames) => frames.To - frames.From;
}
