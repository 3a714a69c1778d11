using System.Collections.Concurrent;

namespace Rushes.Storage.Composing;

/// <summary>
/// The objects that pieces are taken from, as they were when the first was taken: each is large enough for its pieces, and
/// none changes before all are copied. Looked at again in the end and not by a condition on each range, because servers differ
/// in what they compare it with.
/// </summary>
/// <param name="store">That composes.</param>
internal sealed class SourceVersions(IObjectStore store)
{
    private const int AtOnce = 4;

    private readonly ConcurrentDictionary<(IObjectStore Store, string Uri), ObjectVersion> _first = [];

    /// <summary>The object that the piece is a range of.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="StoreException">It is too short.</exception>
    public async ValueTask<ObjectVersion> CheckAsync(ObjectPiece piece, CancellationToken cancellationToken)
    {
        var (source, uri) = (piece.Store ?? store, piece.Uri!);
        if (!_first.TryGetValue((source, uri), out var version))
        {
            version = await source.FindAsync(uri, cancellationToken) ?? throw new FileNotFoundException($"There is no object {uri}.", uri);
            version = _first.GetOrAdd((source, uri), version);
        }

        return piece.Offset + piece.Length <= version.Size
            ? version
            : throw Changed($"{uri} has {version.Size} bytes, and not those from {piece.Offset} to {piece.Offset + piece.Length}.");
    }

    /// <summary>Nothing happens when all are as they were.</summary>
    public Task CheckAllAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        _first, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (source, token) =>
        {
            if (await source.Key.Store.FindAsync(source.Key.Uri, token) != source.Value)
            {
                throw Changed($"{source.Key.Uri} changed while it was copied.");
            }
        });

    /// <summary>What a file has lost while it was read.</summary>
    public static StoreException Changed(string message) =>
        new(StoreTrouble.Changed, message, "Leave an object alone while a job reads it.");
}
