using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Platform.Functions;

namespace Rushes.Packaging.Functions;

/// <summary>Reads samples where the encoder left them, in ranges. One chunk is open at a time: a film may have a thousand.</summary>
internal sealed class ChunkSamples(FrameIndex index, FunctionContext context) : ISampleSource, IAsyncDisposable
{
    private Stream? _open;
    private int _openChunk = -1;

    public async ValueTask ReadAsync(int chunk, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (chunk != _openChunk)
        {
            await OpenAsync(chunk, cancellationToken);
        }

        _open!.Position = offset;
        await _open.ReadExactlyAsync(destination, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_open is not null)
        {
            await _open.DisposeAsync();
        }
    }

    private async Task OpenAsync(int chunk, CancellationToken cancellationToken)
    {
        await DisposeAsync();
        (_open, _openChunk) = (null, -1);
        var reference = new ObjectRef { Uri = index.Chunks[chunk].Uri, Size = index.Chunks[chunk].Size };
        _open = await context.OpenStreamAsync(reference, cancellationToken);
        _openChunk = chunk;
    }
}
