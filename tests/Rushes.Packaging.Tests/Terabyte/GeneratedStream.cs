using Rushes.Media.Tests.Isobmff;

namespace Rushes.Packaging.Tests.Terabyte;

/// <summary>A chunk whose bytes are made while it is read.</summary>
/// <param name="number">Of the chunk, for its <see cref="BlockSource"/>.</param>
/// <param name="length">Bytes.</param>
/// <param name="read">Told how many were read.</param>
internal sealed class GeneratedStream(int number, long length, Action<int> read) : Stream
{
    private readonly BlockSource _source = new();

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        buffer = buffer[..(int)Math.Min(buffer.Length, Math.Max(0, length - Position))];
        await _source.ReadAsync(number, Position, buffer, cancellationToken);
        Position += buffer.Length;
        read(buffer.Length);
        return buffer.Length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It may come from the network: read it without blocking.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
