using System.Buffers;

namespace Rushes.Storage.S3;

/// <summary>
/// Cuts a stream into parts. So many may be full at once, of all streams: the next one waits until one is given back. While it
/// is filled it counts for nothing, for its stream may be slow, and keep no other waiting. The reader looks one byte ahead, so
/// that each part knows whether it is the last, and no part but the only one is empty.
/// </summary>
internal sealed class PartReader(Stream content, SemaphoreSlim free, int smallest)
{
    private readonly long? _size = content.CanSeek ? PartSizes.Of(content.Length - content.Position, smallest) : null;
    private int _number;
    private byte? _ahead;

    /// <summary>The caller disposes the part, which gives the buffer back.</summary>
    public async Task<Part> ReadAsync(CancellationToken cancellationToken)
    {
        var size = checked((int)(_size ?? PartSizes.OfUnknown(_number + 1, smallest)));
        var buffer = ArrayPool<byte>.Shared.Rent(size + 1);
        try
        {
            var count = 0;
            if (_ahead is { } first)
            {
                buffer[count++] = first;
            }

            count += await content.ReadAtLeastAsync(buffer.AsMemory(count, size + 1 - count), size + 1 - count, throwOnEndOfStream: false, cancellationToken);
            await free.WaitAsync(cancellationToken);
            var isLast = count <= size;
            _ahead = isLast ? null : buffer[size];
            return new Part(++_number, buffer, Math.Min(count, size), isLast, free);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }
}
