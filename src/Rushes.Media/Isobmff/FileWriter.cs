using System.Buffers;

namespace Rushes.Media.Isobmff;

/// <summary>Streams a file that is laid out: no seeking, one pooled buffer whatever the length.</summary>
public static class FileWriter
{
    private const int BufferSize = 1 << 20;

    /// <param name="layout">What to write.</param>
    /// <param name="sources">Of the chunks of each of its tracks.</param>
    /// <param name="output">Written to from where it stands, not closed.</param>
    /// <param name="cancellationToken">Ends the writing; what is written so far is no file.</param>
    public static async Task WriteAsync(
        IFileLayout layout, IReadOnlyList<ISampleSource> sources, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(output);
        using var encryptor = layout.CreateEncryptor();
        if (encryptor is not null)
        {
            await foreach (var bytes in encryptor.EncryptAsync(layout.Runs(), sources[0], cancellationToken).ConfigureAwait(false))
            {
                await output.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            foreach (var run in layout.Runs())
            {
                await (run.IsMedia
                    ? CopyAsync(run, sources[run.Track], output, buffer, cancellationToken)
                    : output.WriteAsync(run.Boxes, cancellationToken).AsTask()).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task CopyAsync(FileRun run, ISampleSource source, Stream output, byte[] buffer, CancellationToken cancellationToken)
    {
        for (var done = 0L; done < run.Length;)
        {
            var piece = buffer.AsMemory(0, (int)Math.Min(BufferSize, run.Length - done));
            await source.ReadAsync(run.Chunk, run.Offset + done, piece, cancellationToken).ConfigureAwait(false);
            await output.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
            done += piece.Length;
        }
    }
}
