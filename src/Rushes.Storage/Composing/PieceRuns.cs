using System.Runtime.CompilerServices;

namespace Rushes.Storage.Composing;

/// <summary>The pieces as stores take them: none is empty, ranges that follow each other in one object are one, and all are as long as was said.</summary>
internal static class PieceRuns
{
    /// <exception cref="ArgumentException">The pieces are not of that size.</exception>
    public static async IAsyncEnumerable<ObjectPiece> OfAsync(
        IAsyncEnumerable<ObjectPiece> pieces, long size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long sum = 0;
        ObjectPiece? run = null;
        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            if (piece.Length > size - sum)
            {
                throw new ArgumentException($"The pieces have more than {size} bytes.", nameof(pieces));
            }

            sum += piece.Length;
            if (run is { } before && before.IsFollowedBy(piece))
            {
                run = before.With(piece);
                continue;
            }

            if (run is { } done)
            {
                yield return done;
            }

            // Bytes may be gone when the next piece is asked for; they do not wait.
            run = piece.Uri is null || piece.Length == 0 ? null : piece;
            if (piece.Uri is null && piece.Length > 0)
            {
                yield return piece;
            }
        }

        if (run is { } last)
        {
            yield return last;
        }

        if (sum != size)
        {
            throw new ArgumentException($"The pieces have {sum} bytes, and not {size}.", nameof(pieces));
        }
    }
}
