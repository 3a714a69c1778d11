namespace Rushes.Storage.S3;

/// <summary>
/// One version of an object, read in ranges. A jump fetches a short one. Whoever reads on from there has longer and longer ones
/// fetched, the next few side by side. Not for several threads at once; another stream is cheap.
/// </summary>
internal sealed class S3ReadStream : Stream
{
    private readonly S3Ranges _ranges;
    private readonly S3Settings _settings;
    private readonly Queue<S3Block> _blocks = [];
    private readonly List<Task> _released = [];

    /// <summary>Where the first of the blocks begins; each begins where the one before it ends.</summary>
    private long _start;

    /// <summary>Where the last of them ends.</summary>
    private long _end;
    private int _nextBytes;
    private bool _readsOn;
    private bool _closed;

    /// <param name="ranges">Of the object.</param>
    /// <param name="first">The first block, fetched already.</param>
    public S3ReadStream(S3Ranges ranges, S3Block? first, S3Settings settings)
    {
        (_ranges, _settings) = (ranges, settings);
        Jump(0);
        if (first is not null)
        {
            Add(first);
        }
    }

    public override bool CanRead => !_closed;

    public override bool CanSeek => !_closed;

    public override bool CanWrite => false;

    public override long Length => _ranges.Length;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        await FetchedAsync(Take()).WaitAsync(cancellationToken);
        return Copy(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>For parsers that know no other way; waits for what is not there yet.</summary>
    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        var fetched = FetchedAsync(Take());
        ((IAsyncResult)fetched).AsyncWaitHandle.WaitOne();
        if (fetched.Exception is { } failed)
        {
            throw failed.InnerException!;
        }

        return Copy(buffer);
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var position = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => Position, _ => Length };
        return Position = position >= 0 ? position : throw new IOException("There is nothing before the beginning.");
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Task.WhenAll(_released);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed)
        {
            _closed = true;
            Jump(Position);
        }

        base.Dispose(disposing);
    }

    /// <summary>The block at the position, with what comes after it when the reader came here in order.</summary>
    private S3Block Take()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (Position < _start || Position >= _end + _nextBytes)
        {
            Jump(Position - (Position % _settings.FirstBytes));
        }

        while (_blocks.TryPeek(out var passed) && Position >= _start + passed.Count)
        {
            _readsOn = true;
            Release();
        }

        while (_end < Length && _blocks.Count < (_readsOn ? _settings.BlocksAhead : 1))
        {
            Add(_ranges.Fetch(_end, (int)Math.Min(_nextBytes, Length - _end)));
        }

        return _blocks.Peek();
    }

    private void Add(S3Block block)
    {
        _blocks.Enqueue(block);
        _end += block.Count;
        _nextBytes = Math.Min(_nextBytes * 2, _settings.BlockBytes);
    }

    private void Jump(long position)
    {
        while (_blocks.Count > 0)
        {
            Release();
        }

        (_start, _end, _nextBytes, _readsOn) = (position, position, _settings.FirstBytes, false);
    }

    private void Release()
    {
        var block = _blocks.Dequeue();
        _start += block.Count;
        _released.RemoveAll(one => one.IsCompleted);
        _released.Add(block.DisposeAsync().AsTask());
    }

    /// <summary>A block that could not be fetched is forgotten, so that a later read tries anew.</summary>
    private async Task FetchedAsync(S3Block block)
    {
        try
        {
            await block.Fetched;
        }
        catch
        {
            if (_blocks.TryPeek(out var held) && held == block)
            {
                Jump(_start);
            }

            throw;
        }
    }

    private int Copy(Span<byte> target)
    {
        var bytes = _blocks.Peek().Bytes[(int)(Position - _start)..];
        bytes = bytes[..Math.Min(bytes.Length, target.Length)];
        bytes.CopyTo(target);
        Position += bytes.Length;
        return bytes.Length;
    }
}
