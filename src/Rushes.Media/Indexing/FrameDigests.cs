using System.Security.Cryptography;
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

    /// <summary>
    /// Reads all frames once, in large reads. Frames are digested apart from each other, so each source is given a stretch of the film,
    /// and they work side by side: one core does about 2 GB/s.
    /// </summary>
    /// <param name="index">Of the frames.</param>
    /// <param name="sources">Of its chunks; at least one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The sidecar.</returns>
    public static async Task<byte[]> ComputeAsync(FrameIndex index, IReadOnlyList<ISampleSource> sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentOutOfRangeException.ThrowIfZero(sources.Count);
        var sidecar = new byte[checked(index.Count * BytesPerFrame)];
        var borders = Borders(index, sources.Count);
        var options = new ParallelOptions { MaxDegreeOfParallelism = sources.Count, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(sources.Index(), options, async (lane, token) => await ComputeAsync(
            index, lane.Item, borders[lane.Index], borders[lane.Index + 1], sidecar, token).ConfigureAwait(false)).ConfigureAwait(false);
        return sidecar;
    }

    private static async Task ComputeAsync(
        FrameIndex index, ISampleSource source, int from, int to, byte[] sidecar, CancellationToken cancellationToken)
    {
        using var digester = new FrameDigester(index.Frames.Sizes, (frame, digest) => digest.CopyTo(sidecar.AsSpan(frame * BytesPerFrame)), from);
        await foreach (var piece in FramePieces.ReadAsync(index, source, from, to, cancellationToken).ConfigureAwait(false))
        {
            digester.Add(piece.Span);
        }
    }

    /// <summary>The frames between which a film falls into stretches of about as many bytes each.</summary>
    private static int[] Borders(FrameIndex index, int stretches)
    {
        var borders = new int[stretches + 1];
        var (total, sum, frame) = (index.MediaBytes, 0L, 0);
        for (var i = 1; i < stretches; i++)
        {
            while (frame < index.Count && sum < total / stretches * i)
            {
                sum += index.Size(frame++);
            }

            borders[i] = frame;
        }

        borders[stretches] = index.Count;
        return borders;
    }

    /// <summary>Puts the digest of a frame into its place.</summary>
    /// <param name="sidecar">Of all frames.</param>
    /// <param name="frame">Position in decode order.</param>
    /// <param name="bytes">All of the frame.</param>
    internal static void Set(Span<byte> sidecar, int frame, ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        digest[..BytesPerFrame].CopyTo(sidecar[(frame * BytesPerFrame)..]);
    }

    /// <summary>Whether a sidecar has the digest of a frame that is all there.</summary>
    internal static bool AreOf(ReadOnlySpan<byte> sidecar, int frame, ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return Matches(sidecar, frame, digest[..BytesPerFrame]);
    }

    /// <summary>Whether a sidecar has that digest for a frame.</summary>
    internal static bool Matches(ReadOnlySpan<byte> sidecar, int frame, ReadOnlySpan<byte> digest)
    {
        var start = (long)frame * BytesPerFrame;
        return start + BytesPerFrame <= sidecar.Length && digest.SequenceEqual(sidecar.Slice((int)start, BytesPerFrame));
    }
}
