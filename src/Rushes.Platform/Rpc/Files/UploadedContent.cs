using System.Security.Cryptography;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.Platform.Rpc.Files;

/// <summary>
/// What is uploaded, as the stream that the store reads. It ends only when it was all that was announced; else it throws, and
/// the store takes nothing of it.
/// </summary>
internal sealed class UploadedContent(UploadFileRequest announced, UploadedParts parts) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ReadOnlyMemory<byte> _part = Checked(announced.Content);
    private long _received = announced.Content.Length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => announced.Size;

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="RpcException">It is not what was announced.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_part.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await parts.NextAsync() is not { } part)
            {
                CheckEnd();
                return 0;
            }

            _part = Checked(part.Content);
            _received += _part.Length;
            if (_received > announced.Size)
            {
                throw Refused("upload.size", $"There are more than the {announced.Size} bytes that were announced.");
            }
        }

        var count = Math.Min(buffer.Length, _part.Length);
        _part[..count].CopyTo(buffer);
        _hash.AppendData(_part.Span[..count]);
        _part = _part[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It comes from the network: read it without blocking.");

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

    private static ReadOnlyMemory<byte> Checked(ByteString content) => content.Length <= FileMethods.LargestPart
        ? content.Memory
        : throw Refused("upload.part", $"A part has {FileMethods.LargestPart} bytes at most.");

    private void CheckEnd()
    {
        if (_received < announced.Size)
        {
            throw Refused("upload.size", $"There are {_received} bytes; {announced.Size} were announced.");
        }

        if (!_hash.GetCurrentHash().AsSpan().SequenceEqual(announced.Digest.Span))
        {
            throw Refused("upload.digest", "The bytes do not have the digest that was announced: the file has changed, or was damaged on its way.");
        }
    }

    private static RpcException Refused(string code, string message) =>
        RpcException.Refused([Failure.Refusal(code, message, "Upload the file again, as it is.", new Place { Field = "content" })]);
}
