using System.Buffers;

namespace Rushes.Storage.S3;

/// <summary>The bytes of a part of an upload, in a buffer of the pool.</summary>
/// <param name="number">Counted from 1.</param>
/// <param name="buffer">Given back when this is disposed.</param>
/// <param name="count">Bytes.</param>
/// <param name="isLast">Of its object.</param>
/// <param name="free">The place that it takes among all full parts.</param>
internal sealed class Part(int number, byte[] buffer, int count, bool isLast, SemaphoreSlim free) : IDisposable
{
    private int _given;

    public int Number => number;

    public int Count => count;

    public bool IsLast => isLast;

    /// <summary>A new one each time: it may have to be sent again.</summary>
    public MemoryStream Open() => new(buffer, 0, count, writable: false);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _given, 1) == 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            free.Release();
        }
    }
}
