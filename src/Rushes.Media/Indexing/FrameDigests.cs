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
        await foreach (var piece in FramePieces.ReadAsync(index, source, 0, index.Count, cancellationToken).ConfigureAwait(false))
        {
            digester.Add(piece.Span);
        }
    }

    /// <summary>Whether a sidecar has that digest for a frame.</summary>
    internal static bool Matches(ReadOnlySpan<byte> sidecar, int frame, ReadOnlySpan<byte> digest)
    {
        var start = (long)frame * BytesPerFrame;
        return start + BytesPerFrame <= sidecar.Length && digest.SequenceEqual(sidecar.Slice((int)start, BytesPerFrame));
    }
}
