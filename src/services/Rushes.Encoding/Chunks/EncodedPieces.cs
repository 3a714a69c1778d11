using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Platform.Functions;

namespace Rushes.Encoding.Chunks;

/// <summary>The media of each piece.</summary>
internal sealed class EncodedPieces(VideoFormat format, ChunkTask task, FunctionContext context) : PieceResults
{
    public override async Task<bool> FindAsync(Piece piece, ChunkResult result, CancellationToken cancellationToken)
    {
        List<EncodedPiece> found = [];
        foreach (var recipe in task.Recipes)
        {
            if (await context.FindPieceAsync(NameOf(piece, recipe), cancellationToken) is not { } media)
            {
                return false;
            }

            found.Add(Encoded(piece, recipe, media));
        }

        result.Pieces.AddRange(found);
        return true;
    }

    public override async Task PublishAsync(Piece piece, ChunkResult result, CancellationToken cancellationToken)
    {
        foreach (var recipe in task.Recipes)
        {
            var media = await context.PublishPieceAsync(NameOf(piece, recipe), ChunkFiles.Media(format, recipe), cancellationToken);
            result.Pieces.Add(Encoded(piece, recipe, media));
        }
    }

    private string NameOf(Piece piece, Recipe recipe) =>
        task.Pieces.Count == 1 ? ChunkFiles.Media(format, recipe) : $"{recipe.Name}.{piece.Number}.{format.Container}";

    private static EncodedPiece Encoded(Piece piece, Recipe recipe, ObjectRef media) =>
        new() { Rendition = recipe.Name, Media = media, Number = piece.Number };
}
