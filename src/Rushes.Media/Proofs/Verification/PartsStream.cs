namespace Rushes.Media.Proofs.Verification;

/// <summary>Files that are all as long as their proof says, read as one; one is open at a time.</summary>
internal sealed class PartsStream(PackageFolder folder, MediaParts parts) : Stream
{
    private Stream? _open;
    private MediaPart _part;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; } = parts.All[^1].End;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        if (_open is null || Position < _part.Start || Position >= _part.End)
        {
            await OpenAsync().ConfigureAwait(false);
        }

        _open!.Position = Position - _part.Start;
        var most = (int)Math.Min(buffer.Length, _part.End - Position);
        var read = await _open.ReadAsync(buffer[..most], cancellationToken).ConfigureAwait(false);
        Position += read;
        return read > 0 ? read : throw new EndOfStreamException($"{_part.Path} is shorter than it was.");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (_open is not null)
        {
            await _open.DisposeAsync().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async Task OpenAsync()
    {
        if (_open is not null)
        {
            await _open.DisposeAsync().ConfigureAwait(false);
        }

        _part = parts.At(Position);
        _open = folder.Open(_part.Path) ?? throw new FileNotFoundException($"{_part.Path} was there, and is not.");
    }
}
