using System.Buffers;
using System.Security.Cryptography;

namespace Rushes.Media.Proofs.Verification;

/// <summary>Reads a media file once, front to back, in large reads with one pooled buffer: frames go to the checks of their tracks, all between them is digested together.</summary>
/// <param name="frames">Of the file, front to back.</param>
/// <param name="checks">Of its tracks.</param>
internal sealed class MediaPass(ReadOnlyMemory<PlacedFrame> frames, IReadOnlyList<FrameCheck> checks) : IDisposable
{
    private const int BufferSize = 1 << 20;

    private readonly IncrementalHash _boxes = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _next;

    /// <param name="file">From its start; null: it is not there.</param>
    /// <param name="start">Where that lies on the scale of the frames.</param>
    /// <param name="advance">Told how many bytes were read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Digest of all that is not a frame.</returns>
    public async Task<string> RunAsync(Stream? file, long start, Action<int> advance, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            await ReadAsync(file, start, advance, cancellationToken).ConfigureAwait(false);
        }

        for (; _next < frames.Length; _next++)
        {
            var check = checks[frames.Span[_next].Track];
            if (file is null)
            {
                check.Skip();
            }
            else
            {
                check.Miss();
            }
        }

        return Convert.ToHexStringLower(_boxes.GetHashAndReset());
    }

    public void Dispose() => _boxes.Dispose();

    private async Task ReadAsync(Stream file, long position, Action<int> advance, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
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

    private void Add(ReadOnlySpan<byte> bytes, long position)
    {
        while (bytes.Length > 0)
        {
            var frame = _next < frames.Length ? frames.Span[_next] : new PlacedFrame(0, 0, long.MaxValue, 0);
            var isFrame = position >= frame.Offset;
            var part = bytes[..(int)Math.Min(bytes.Length, (isFrame ? frame.End : frame.Offset) - position)];
            if (isFrame)
            {
                checks[frame.Track].Add(part);
            }
            else
            {
                _boxes.AppendData(part);
            }

            bytes = bytes[part.Length..];
            position += part.Length;
            _next += isFrame && position == frame.End ? 1 : 0;
        }
    }
}
