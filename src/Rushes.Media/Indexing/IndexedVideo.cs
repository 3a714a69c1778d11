using System.Runtime.CompilerServices;
using Rushes.Media.Isobmff;
using Rushes.Media.Timing;

namespace Rushes.Media.Indexing;

/// <summary>
/// Reads the frames of an index by number, from wherever its chunks lie. Frames that lie side by side are read in large reads; memory
/// is bounded by a mebibyte and the largest frame. Sound is read the same way. One read at a time.
/// </summary>
public sealed class IndexedVideo
{
    private const int LargestRead = 1 << 20;

    private readonly ISampleSource _source;

    /// <param name="index">Of the frames.</param>
    /// <param name="source">Of its chunks, in any order.</param>
    public IndexedVideo(FrameIndex index, ISampleSource source)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(source);
        Index = index;
        _source = source;
    }

    public FrameIndex Index { get; }

    /// <summary>The content of the digest sidecar; with it every frame that is read is checked. Empty: none is.</summary>
    public ReadOnlyMemory<byte> Digests { get; init; }

    /// <summary>One frame, as it is stored.</summary>
    /// <param name="frame">In decode order, from 0.</param>
    /// <param name="destination">Of at least <see cref="FrameIndex.Size"/> bytes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many bytes it is.</returns>
    /// <exception cref="MediaFormatException">It is not what its digest says.</exception>
    public async ValueTask<int> ReadFrameAsync(int frame, Memory<byte> destination, CancellationToken cancellationToken)
    {
        var (chunk, size) = (Index.ChunkOf(frame), Index.Size(frame));
        if (destination.Length < size)
        {
            throw new ArgumentException($"Frame {frame} has {size} bytes, and there is room for {destination.Length}.", nameof(destination));
        }

        for (var done = 0; done < size;)
        {
            var piece = destination.Slice(done, Math.Min(LargestRead, size - done));
            await _source.ReadAsync(chunk, Index.Offset(frame) + done, piece, cancellationToken).ConfigureAwait(false);
            done += piece.Length;
        }

        Check(frame, destination.Span[..size]);
        return size;
    }

    /// <summary>Frames in decode order.</summary>
    /// <param name="from">First frame.</param>
    /// <param name="to">Behind the last frame.</param>
    /// <param name="form">What becomes of their bytes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MediaFormatException">A frame is not what its digest says, or has no NAL units where those are asked for.</exception>
    public IAsyncEnumerable<IndexedFrame> ReadFramesAsync(int from, int to, FrameForm form, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, Index.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        return EnumerateAsync(from, to, form == FrameForm.ByteStream ? new ByteStreamFrames(Index) : null, cancellationToken);
    }

    /// <summary>The frames that a decoder needs for one: from the key frame at or before it to the next key frame.</summary>
    /// <param name="frame">In decode order, from 0.</param>
    /// <returns>The first, and the one behind the last.</returns>
    public (int From, int To) GroupOf(int frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, Index.Count);
        var (from, to) = (frame, frame + 1);
        while (from > 0 && !Index.IsKey(from))
        {
            from--;
        }

        while (to < Index.Count && !Index.IsKey(to))
        {
            to++;
        }

        return (from, to);
    }

    private async IAsyncEnumerable<IndexedFrame> EnumerateAsync(
        int from, int to, ByteStreamFrames? byteStream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var assembler = new FrameAssembler(Index, from);
        await foreach (var piece in FramePieces.ReadAsync(Index, _source, from, to, cancellationToken).ConfigureAwait(false))
        {
            var rest = piece;
            while (assembler.TryTake(ref rest, out var bytes))
            {
                var number = assembler.Frame - 1;
                Check(number, bytes.Span);
                yield return new IndexedFrame(number, byteStream?.Convert(number, bytes.Span) ?? bytes);
            }
        }
    }

    private void Check(int frame, ReadOnlySpan<byte> bytes)
    {
        if (!Digests.IsEmpty && !FrameDigests.AreOf(Digests.Span, frame, bytes))
        {
            var time = new Rational(Index.PresentationTime(frame), Index.Timescale);
            throw new MediaFormatException(
                $"{Index.Chunks[Index.ChunkOf(frame)].Uri}: frame {Index.PresentationOrder(frame)} at {time} s is not what its digest says", Index.Offset(frame));
        }
    }
}
