using Rushes.Contracts;

namespace Rushes.Encoding.Workflow;

internal sealed partial class ChunkTask
{
    /// <summary>A piece, worked on as if it were a chunk.</summary>
    /// <param name="piece">One of its own.</param>
    public ChunkTask Of(Piece piece)
    {
        var one = new ChunkTask(this) { Frames = piece.Frames };
        one.Pieces.Clear();
        one.Pieces.Add(piece);
        return one;
    }

    /// <summary>The same work for other recipes.</summary>
    public ChunkTask With(params IEnumerable<Recipe> recipes)
    {
        var other = new ChunkTask(this);
        other.Recipes.Clear();
        other.Recipes.AddRange(recipes);
        return other;
    }
}
