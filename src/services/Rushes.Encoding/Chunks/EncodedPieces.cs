using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Platform.Functions;

namespace Rushes.Encoding.Chunks;

/// <summary>The media of each piece.</summary>
internal sealed class EncodedPieces(VideoFormat format, PieceIdentity identities, FunctionContext context) : PieceResults
{
    public override async Task<IReadOnlyList<Recipe>> FindAsync(ChunkTask task, ChunkResult result, CancellationToken cancellationToken)
    {
        List<Recipe> missing = [];
        foreach (var recipe in task.Recipes)
        {
            var identity = identities.Of(task, recipe);
            if (await context.FindPieceAsync(NameOf(task, recipe), identity, cancellationToken) is { } media)
            {
                result.Pieces.Add(Encoded(task, recipe, identity, media));
            }
            else
            {
                missing.Add(recipe);
            }
        }

        return missing;
    }

    public override async Task PublishAsync(ChunkTask task, ChunkResult result, CancellationToken cancellationToken)
    {
        foreach (var recipe in task.Recipes)
        {
            var media = await context.PublishPieceAsync(NameOf(task, recipe), ChunkFiles.Media(format, recipe), cancellationToken);
            result.Pieces.Add(Encoded(task, recipe, identities.Of(task, recipe), media));
        }
    }

    private string NameOf(ChunkTask task, Recipe recipe) => $"{recipe.Name}.{task.Pieces[0].Number}.{format.Container}";

    private static EncodedPiece Encoded(ChunkTask task, Recipe recipe, string? identity, ObjectRef media) =>
        new() { Rendition = recipe.Name, Media = media, Number = task.Pieces[0].Number, Identity = identity ?? "" };
}
