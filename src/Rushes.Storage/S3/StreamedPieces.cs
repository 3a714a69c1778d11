using System.Buffers;
using System.Runtime.CompilerServices;
using Rushes.Storage.Composing;

namespace Rushes.Storage.S3;

/// <summary>Reads what the server need not copy, or cannot: short ranges, in order and ahead, and objects of other stores.</summary>
internal sealed class StreamedPieces : IAsyncDisposable
{
    private const int BufferBytes = 1 << 20;

    /// <summary>A call for a shorter range takes longer than its bytes.</summary>
    private const int ShortestRange = 64 << 10;

    private readonly IObjectStore _store;
    private readonly SourceVersions _versions;
    private readonly OpenObjects<Stream> _sources;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);

    /// <param name="store">That the pieces are of, where they name no other.</param>
    /// <param name="versions">Of the objects that are read.</param>
    public StreamedPieces(IObjectStore store, SourceVersions versions)
    {
        (_store, _versions) = (store, versions);
        _sources = new OpenObjects<Stream>((piece, cancellationToken) => (piece.Store ?? store).OpenReadAsync(piece.Uri!, cancellationToken));
    }

    /// <summary>The same bytes; all ranges that are left are long, and of this store.</summary>
    public async IAsyncEnumerable<ObjectPiece> OfAsync(IAsyncEnumerable<ObjectPiece> pieces, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            if (piece.Uri is null || (IsOurs(piece) && piece.Length >= ShortestRange))
            {
                yield return piece;
                continue;
            }

            await _versions.CheckAsync(piece, cancellationToken);
            var source = await _sources.GetAsync(piece, cancellationToken);
            source.Position = piece.Offset;
            for (var left = piece.Length; left > 0;)
            {
                var bytes = _buffer.AsMemory(0, (int)Math.Min(BufferBytes, left));
                await ReadAsync(source, piece, bytes, cancellationToken);
                yield return ObjectPiece.Of(bytes);
                left -= bytes.Length;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        await _sources.DisposeAsync();
    }

    private static async Task ReadAsync(Stream source, ObjectPiece piece, Memory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await source.ReadExactlyAsync(bytes, cancellationToken);
        }
        catch (EndOfStreamException)
        {
            throw SourceVersions.Changed($"{piece.Uri} was cut off while it was copied.");
        }
    }

    private bool IsOurs(ObjectPiece piece) => piece.Store is null || piece.Store == _store;
}
