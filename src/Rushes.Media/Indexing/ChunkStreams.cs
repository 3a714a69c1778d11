using Rushes.Media.Isobmff;

namespace Rushes.Media.Indexing;

/// <summary>
/// Samples from the chunks of an index, wherever those lie: local files, or a store's objects. One is open at a time, as a film may
/// have a thousand. One read at a time.
/// </summary>
/// <param name="index">Of the chunks.</param>
/// <param name="open">Opens one as a seekable stream, which is disposed here.</param>
public sealed class ChunkStreams(FrameIndex index, Func<IndexedChunk, CancellationToken, Task<Stream>> open) : ISampleSource, IAsyncDisposable
{
    private Stream? _open;
    private int _openChunk = -1;

    public async ValueTask ReadAsync(int chunk, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (chunk != _openChunk)
        {
            await OpenAsync(chunk, cancellationToken).ConfigureAwait(false);
        }

        if (_open!.Position != offset)
        {
            _open.Position = offset;
        }

        await _open.ReadExactlyAsync(destination, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_open is not null)
        {
            await _open.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task OpenAsync(int chunk, CancellationToken cancellationToken)
    {
        await DisposeAsync().ConfigureAwait(false);
        (_open, _openChunk) = (null, -1);
        _open = await open(index.Chunks[chunk], cancellationToken).ConfigureAwait(false);
        _openChunk = chunk;
    }
}
