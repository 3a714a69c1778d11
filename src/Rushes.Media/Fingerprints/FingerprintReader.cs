namespace Rushes.Media.Fingerprints;

/// <summary>Reads stored fingerprints by frame number: some frames at a time, in whatever order, but cheapest front to back.</summary>
public sealed class FingerprintReader
{
    private const int FramesInBuffer = 256;

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[FramesInBuffer * Fingerprint.Size];
    private int _first;
    private int _buffered;

    private FingerprintReader(Stream stream, FingerprintSource source, int count) => (_stream, Source, Count) = (stream, source, count);

    public FingerprintSource Source { get; }

    /// <summary>Fingerprints are of these alone; null: of all cells. Set before the first is read.</summary>
    public WholeCells? Cells { get; set; }

    /// <summary>Frames.</summary>
    public int Count { get; }

    /// <param name="stream">Seekable; the caller disposes it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MediaFormatException">It does not hold whole fingerprints.</exception>
    public static async Task<FingerprintReader> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var header = new byte[FingerprintFile.HeaderSize];
        stream.Position = 0;
        var length = await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var source = FingerprintFile.ReadHeader(header.AsSpan(0, length));
        var (count, rest) = Math.DivRem(stream.Length - header.Length, Fingerprint.Size);
        return rest == 0 && count <= int.MaxValue
            ? new FingerprintReader(stream, source, (int)count)
            : throw new MediaFormatException("does not end with a whole fingerprint", stream.Length);
    }

    /// <summary>The fingerprint of a frame; its bytes stay until the next read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such frame.</exception>
    /// <exception cref="EndOfStreamException">The stream got shorter.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(int frame, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, Count);
        if (frame < _first || frame >= _first + _buffered)
        {
            (_first, _buffered) = (frame, 0);
            var frames = Math.Min(FramesInBuffer, Count - frame);
            _stream.Position = FingerprintFile.HeaderSize + ((long)frame * Fingerprint.Size);
            await _stream.ReadExactlyAsync(_buffer.AsMemory(0, frames * Fingerprint.Size), cancellationToken).ConfigureAwait(false);
            for (var one = 0; one < frames; one++)
            {
                Cells?.Extend(_buffer.AsSpan(one * Fingerprint.Size, Fingerprint.Size));
            }

            _buffered = frames;
        }

        return _buffer.AsMemory((frame - _first) * Fingerprint.Size, Fingerprint.Size);
    }
}
