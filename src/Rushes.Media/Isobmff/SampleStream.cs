using System.Runtime.CompilerServices;
using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff;

/// <summary>The bytes of a range of samples in decode order, in large reads, with the digest of each sample taken in passing.</summary>
internal sealed class SampleStream(FrameIndex index, ISampleSource source, Memory<byte> buffer, FrameDigests? digests)
{
    /// <summary>Each piece is valid until the next is asked for.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        int from, int to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sample = from;
        while (sample < to)
        {
            var (runEnd, length) = RunFrom(sample, to);
            var (chunk, start) = (index.ChunkOf(sample), index.Offset(sample));
            var left = (long)index.Size(sample);
            for (var done = 0L; done < length;)
            {
                var piece = buffer[..(int)Math.Min(buffer.Length, length - done)];
                await source.ReadAsync(chunk, start + done, piece, cancellationToken).ConfigureAwait(false);
                Digest(piece.Span, ref sample, ref left, runEnd);
                done += piece.Length;
                yield return piece;
            }
        }
    }

    // Samples of one chunk that follow each other without a gap.
    private (int End, long Length) RunFrom(int first, int limit)
    {
        var chunk = index.Chunks[index.ChunkOf(first)];
        var end = Math.Min(limit, chunk.FirstFrame + chunk.Count);
        var position = index.Offset(first);
        var sample = first;
        for (; sample < end && index.Offset(sample) == position; sample++)
        {
            position += index.Size(sample);
        }

        return (sample, position - index.Offset(first));
    }

    private void Digest(ReadOnlySpan<byte> bytes, ref int sample, ref long left, int runEnd)
    {
        while (bytes.Length > 0)
        {
            var taken = (int)Math.Min(left, bytes.Length);
            DigestPart(bytes[..taken], isFirst: left == index.Size(sample), isLast: taken == left);
            bytes = bytes[taken..];
            left -= taken;
            if (left == 0)
            {
                sample++;
                left = sample < runEnd ? index.Size(sample) : 0;
            }
        }
    }

    private void DigestPart(ReadOnlySpan<byte> bytes, bool isFirst, bool isLast)
    {
        if (isFirst && isLast)
        {
            digests?.Add(bytes);
            return;
        }

        digests?.Append(bytes);
        if (isLast)
        {
            digests?.EndFrame();
        }
    }
}
