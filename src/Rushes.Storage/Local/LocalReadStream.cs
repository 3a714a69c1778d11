using Microsoft.Win32.SafeHandles;

namespace Rushes.Storage.Local;

/// <summary>
/// A file, read from anywhere in it without a buffer of its own: the samples of a track that lies scattered between others are many
/// short reads, and a buffer would read the whole file for them. Reads end before they return, for the system offers no others for files;
/// a thread that waited for them would only be another one.
/// </summary>
internal sealed class LocalReadStream(string path) : Stream
{
    private readonly SafeFileHandle _file = File.OpenHandle(path);
    private long _position;

    /// <summary>For what copies from it without reading.</summary>
    public SafeFileHandle Handle => _file;

    public override bool CanRead => !_file.IsClosed;

    public override bool CanSeek => !_file.IsClosed;

    public override bool CanWrite => false;

    public override long Length => RandomAccess.GetLength(_file);

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var read = RandomAccess.Read(_file, buffer, _position);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => cancellationToken.IsCancellationRequested
        ? ValueTask.FromCanceled<int>(cancellationToken)
        : ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin)
    {
        var from = origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => _position,
            SeekOrigin.End => Length,
            _ => throw new ArgumentOutOfRangeException(nameof(origin)),
        };
        var target = from + offset;
        return Position = target >= 0 ? target : throw new IOException($"There is no byte {target}.");
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }
}
