using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Platform.Functions;

namespace Rushes.Encoding.Chunks;

/// <summary>The media of each piece.</summary>
internal sealed class EncodedPieces(VideoFormat format, PieceIdentity identities, FunctionContext context) : PieceResults
{
    // By the names of pieces: what was looked for is published as the same.
    private readonly Dictionary<string, string?> _identities = [];

    protected override async Task<bool> FindAsync(ChunkTask task, Recipe recipe, ChunkResult result, CancellationToken cancellationToken)
    {
        if (await context.FindPieceAsync(NameOf(task, recipe), IdentityOf(task, recipe), cancellationToken) is not { } media)
        {
            return false;
        }

        result.Pieces.Add(Encoded(task, recipe, media));
        return true;
    }

    protected override async Task PublishAsync(ChunkTask task, Recipe recipe, ChunkResult result, CancellationToken cancellationToken)
    {
        var media = await context.PublishPieceAsync(NameOf(task, recipe), ChunkFiles.Media(format, recipe), cancellationToken);
        result.Pieces.Add(Encoded(task, recipe, media));
    }

    private string NameOf(ChunkTask task, Recipe recipe) => $"{recipe.Name}.{task.Pieces[0].Number}.{format.Container}";

    private string? IdentityOf(ChunkTask task, Recipe recipe)
    {
        var name = NameOf(task, recipe);
        if (!_identities.TryGetValue(name, out var identity))
        {
            identity = identities.Of(task, recipe);
            _identities.Add(name, identity);
        }

        return identity;
    }

    private EncodedPiece Encoded(ChunkTask task, Recipe recipe, ObjectRef media) =>
        new() { Rendition = recipe.Name, Media = media, Number = task.Pieces[0].Number, Identity = IdentityOf(task, recipe) ?? "" };
}
