using Rushes.Encoding.Workflow;

namespace Rushes.Encoding.Chunks;

/// <summary>What is kept of each piece of a chunk, and found again by the next attempt.</summary>
internal abstract class PieceResults
{
    /// <summary>False: not all of the piece is finished, and the result is as it was.</summary>
    public abstract Task<bool> FindAsync(Piece piece, ChunkResult result, CancellationToken cancellationToken);

    /// <summary>Publishes what the run over the piece has left in the work folder.</summary>
    public abstract Task PublishAsync(Piece piece, ChunkResult result, CancellationToken cancellationToken);

    /// <summary>A piece is worked on as if it were a chunk.</summary>
    public static ChunkTask PieceOf(ChunkTask task, Piece piece)
    {
        var one = new ChunkTask(task) { Frames = piece.Frames };
        one.Pieces.Clear();
        one.Pieces.Add(piece);
        return one;
    }
}
