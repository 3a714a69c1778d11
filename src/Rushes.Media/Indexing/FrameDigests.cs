using System.Buffers;
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
        using var digests = new FrameDigester(index, sidecar);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            foreach (var run in SampleRuns.Of(index, track: 0, 0, index.Count))
            {
                for (var done = 0L; done < run.Length;)
                {
                    var piece = buffer.AsMemory(0, (int)Math.Min(BufferSize, run.Length - done));
                    await source.ReadAsync(run.Chunk, run.Offset + done, piece, cancellationToken).ConfigureAwait(false);
                    digests.Add(piece.Span);
                    done += piece.Length;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Splits the bytes of consecutive frames into frames.</summary>
    private sealed class FrameDigester(FrameIndex index, Stream sidecar) : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly byte[] _digest = new byte[SHA256.HashSizeInBytes];
        private int _frame;
        private int _taken;

        public void Add(ReadOnlySpan<byte> bytes)
        {
            while (bytes.Length > 0)
            {
                var size = index.Size(_frame);
                var part = Math.Min(size - _taken, bytes.Length);
                if (part == size)
                {
                    SHA256.HashData(bytes[..part], _digest);
                    EndFrame();
                }
                else
                {
                    AddPart(bytes[..part], size);
                }

                bytes = bytes[part..];
            }
        }

        public void Dispose() => _hash.Dispose();

        private void AddPart(ReadOnlySpan<byte> bytes, int size)
        {
            _hash.AppendData(bytes);
            _taken += bytes.Length;
            if (_taken == size)
            {
                _hash.GetHashAndReset(_digest);
                EndFrame();
            }
        }

        private void EndFrame()
        {
            sidecar.Write(_digest, 0, BytesPerFrame);
            (_frame, _taken) = (_frame + 1, 0);
        }
    }
}
