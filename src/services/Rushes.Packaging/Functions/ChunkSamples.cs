using Microsoft.Win32.SafeHandles;
using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Platform.Functions;

namespace Rushes.Packaging.Functions;

/// <summary>Reads samples where the encoder left them. One chunk is open at a time: a film may have a thousand.</summary>
internal sealed class ChunkSamples(FrameIndex index, FunctionContext context) : ISampleSource, IDisposable
{
    private SafeFileHandle? _open;
    private int _openChunk = -1;

    public async ValueTask ReadAsync(int chunk, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (chunk != _openChunk)
        {
            await OpenAsync(chunk, cancellationToken);
        }

        for (var done = 0; done < destination.Length;)
        {
            var read = await RandomAccess.ReadAsync(_open!, destination[done..], offset + done, cancellationToken);
            if (read == 0)
            {
                throw new EndOfStreamException($"Chunk {chunk} ends at {offset + done}, inside a sample.");
            }

            done += read;
        }
    }

    public void Dispose() => _open?.Dispose();

    private async Task OpenAsync(int chunk, CancellationToken cancellationToken)
    {
        var reference = new ObjectRef { Uri = index.Chunks[chunk].Uri, Size = index.Chunks[chunk].Size };
        var path = await context.OpenAsync(reference, cancellationToken);
        _open?.Dispose();
        _open = File.OpenHandle(path, options: FileOptions.SequentialScan);
        _openChunk = chunk;
    }
}
