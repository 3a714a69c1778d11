using System.Buffers;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Indexing;

/// <summary>
/// The digest sidecar of an index (<c>.rfd</c>): for each frame in decode order the first 16 bytes of the SHA-256 of its bytes,
/// and nothing else. It stays true wherever the frames are copied to.
/// </summary>
public static class FrameDigests
{
    /// <summary>Bytes a frame in the sidecar.</summary>
    public const int BytesPerFrame = 16;

    private const int BufferSize = 1 << 20;

    /// <summary>Reads all frames once, in large reads, with one pooled buffer.</summary>
    /// <param name="index">Of the frames.</param>
    /// <param name="source">Of its chunks.</param>
    /// <param name="sidecar">Written to, not closed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task WriteAsync(FrameIndex index, ISampleSource source, Stream sidecar, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(sidecar);
        using var digester = new FrameDigester(index.Frames.Sizes, (_, digest) => sidecar.Write(digest));
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            foreach (var run in SampleRuns.Of(index, track: 0, 0, index.Count))
            {
                for (var done = 0L; done < run.Length;)
                {
                    var piece = buffer.AsMemory(0, (int)Math.Min(BufferSize, run.Length - done));
                    await source.ReadAsync(run.Chunk, run.Offset + done, piece, cancellationToken).ConfigureAwait(false);
                    digester.Add(piece.Span);
                    done += piece.Length;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
