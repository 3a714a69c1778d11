using System.Security.Cryptography;

namespace Rushes.Platform.Functions;

/// <summary>Counts and digests what is read through it. Where that is too much it throws, and the store takes nothing.</summary>
/// <param name="content">Not closed with it.</param>
/// <param name="name">Of what it becomes.</param>
/// <param name="largest">Bytes that it may have.</param>
internal sealed class MeasuredContent(Stream content, string name, long largest) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Bytes read so far.</summary>
    public long Size { get; private set; }

    /// <summary>SHA-256 of them.</summary>
    public byte[] Digest => _hash.GetCurrentHash();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await content.ReadAsync(buffer, cancellationToken);
        Size += count;
        _hash.AppendData(buffer.Span[..count]);
        return Size <= largest ? count : throw new OutputTooLargeException(name, Size, largest);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It may come from the network: read it without blocking.");

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }
}
