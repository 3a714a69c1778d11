using System.Buffers;

namespace Rushes.Storage.S3;

/// <summary>A range of an object in a buffer of the pool, being fetched or there.</summary>
internal sealed class S3Block : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[] _buffer;

    /// <param name="count">Bytes.</param>
    /// <param name="fetch">Fills the buffer.</param>
    public S3Block(int count, Func<Memory<byte>, CancellationToken, Task> fetch)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(count);
        Count = count;
        Fetched = fetch(_buffer.AsMemory(0, count), _stop.Token);
    }

    public int Count { get; }

    public Task Fetched { get; }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, Count);

    /// <summary>Gives the buffer back as soon as nobody writes into it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Fetched.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }
}
