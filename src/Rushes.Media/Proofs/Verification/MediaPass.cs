using System.Buffers;
using System.Security.Cryptography;
using Rushes.Media.Indexing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>
/// Reads a media file once, front to back, in large reads with one pooled buffer: frames are digested one by one and held
/// against the sidecar, all between them is digested together.
/// </summary>
internal sealed class MediaPass : IDisposable
{
    private const int BufferSize = 1 << 20;

    private readonly FrameLayout _frames;
    private readonly ReadOnlyMemory<byte> _sidecar;
    private readonly IncrementalHash _boxes = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _fold = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly FrameDigester _digester;

    /// <param name="frames">In order.</param>
    /// <param name="sidecar">The digests that are expected; may be cut off, or empty where they are not known.</param>
    public MediaPass(FrameLayout frames, ReadOnlyMemory<byte> sidecar)
    {
        _frames = frames;
        _sidecar = sidecar;
        _digester = new FrameDigester(frames.Sizes, Take);
    }

    /// <summary>The first frame whose digest is not the sidecar's.</summary>
    public int? FirstDifferent { get; private set; }

    /// <summary>How many there are.</summary>
    public int Different { get; private set; }

    /// <summary>Frames that the file holds whole: the first that it does not, or all.</summary>
    public int Whole => _digester.Frame;

    /// <summary>Digest of all that is not a frame; once.</summary>
    public string TakeBoxes() => Convert.ToHexStringLower(_boxes.GetHashAndReset());

    /// <summary>Digest of the digests of the frames; once.</summary>
    public string TakeFrames() => Convert.ToHexStringLower(_fold.GetHashAndReset());

    /// <param name="file">From its start.</param>
    /// <param name="advance">Told how many bytes were read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Stream file, Action<int> advance, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var position = 0L;
            for (int read; (read = await file.ReadAsync(buffer.AsMemory(0, BufferSize), cancellationToken).ConfigureAwait(false)) > 0; position += read)
            {
                Add(buffer.AsSpan(0, read), position);
                advance(read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose()
    {
        _boxes.Dispose();
        _fold.Dispose();
        _digester.Dispose();
    }

    private void Add(ReadOnlySpan<byte> bytes, long position)
    {
        while (bytes.Length > 0)
        {
            var untilFrame = Whole == _frames.Count ? long.MaxValue : _frames.Offsets[Whole] - position;
            var part = bytes[..(int)Math.Min(bytes.Length, untilFrame > 0 ? untilFrame : _digester.Left)];
            if (untilFrame > 0)
            {
                _boxes.AppendData(part);
            }
            else
            {
                _digester.Add(part);
            }

            bytes = bytes[part.Length..];
            position += part.Length;
        }
    }

    private void Take(int frame, ReadOnlySpan<byte> digest)
    {
        _fold.AppendData(digest);
        if (HasDigestOf(frame) && !FrameDigests.Matches(_sidecar.Span, frame, digest))
        {
            FirstDifferent ??= frame;
            Different++;
        }
    }

    // It may be cut off.
    private bool HasDigestOf(int frame) => (frame + 1L) * FrameDigests.BytesPerFrame <= _sidecar.Length;
}
