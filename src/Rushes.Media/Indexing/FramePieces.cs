using System.Buffers;
using System.Runtime.CompilerServices;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Indexing;

/// <summary>The bytes of consecutive frames, read in large pieces into one pooled buffer, whatever the length of a frame.</summary>
internal static class FramePieces
{
    /// <summary>The most that a source is asked for at once.</summary>
    private const int Size = 1 << 20;

    /// <param name="index">Of the frames.</param>
    /// <param name="source">Of its chunks.</param>
    /// <param name="from">First frame.</param>
    /// <param name="to">Behind the last frame.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Pieces that follow one another and end where they end; each is valid until the next is asked for.</returns>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        FrameIndex index, ISampleSource source, int from, int to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Size);
        try
        {
            foreach (var run in SampleRuns.Of(index, track: 0, from, to))
            {
                for (var done = 0L; done < run.Length;)
                {
                    var piece = buffer.AsMemory(0, (int)Math.Min(Size, run.Length - done));
                    await source.ReadAsync(run.Chunk, run.Offset + done, piece, cancellationToken).ConfigureAwait(false);
                    yield return piece;
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
