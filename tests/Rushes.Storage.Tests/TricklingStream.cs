namespace Rushes.Storage.Tests;

/// <summary>Gives little at a time, and no length, as something that is still being made does.</summary>
internal sealed class TricklingStream(byte[] bytes) : Stream
{
    private const int Most = 100_003;

    private int _position;

    /// <summary>Called when all has been read.</summary>
    public Action End { get; init; } = () => { };

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        if (_position == bytes.Length)
        {
            End();
            cancellationToken.ThrowIfCancellationRequested();
            return 0;
        }

        var count = Math.Min(Math.Min(buffer.Length, Most), bytes.Length - _position);
        bytes.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
