namespace Rushes.Storage.Composing;

/// <summary>The last few objects that were read, still open: tracks that are interleaved take turns.</summary>
/// <param name="open">Opens one.</param>
internal sealed class OpenObjects<TStream>(Func<ObjectPiece, CancellationToken, Task<TStream>> open) : IAsyncDisposable
    where TStream : Stream
{
    private const int Kept = 4;

    private readonly LinkedList<(string Uri, IObjectStore? Store, TStream Stream)> _latest = [];

    /// <summary>The object that the piece is a range of; closed by this, when others have been asked for or all is done.</summary>
    public async ValueTask<TStream> GetAsync(ObjectPiece piece, CancellationToken cancellationToken)
    {
        for (var node = _latest.First; node is not null; node = node.Next)
        {
            if (node.Value.Uri == piece.Uri && node.Value.Store == piece.Store)
            {
                _latest.Remove(node);
                _latest.AddFirst(node);
                return node.Value.Stream;
            }
        }

        if (_latest.Count == Kept)
        {
            await _latest.Last!.Value.Stream.DisposeAsync();
            _latest.RemoveLast();
        }

        var stream = await open(piece, cancellationToken);
        _latest.AddFirst((piece.Uri!, piece.Store, stream));
        return stream;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, _, stream) in _latest)
        {
            await stream.DisposeAsync();
        }
    }
}
