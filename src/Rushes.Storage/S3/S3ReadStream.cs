namespace Rushes.Storage.S3;

/// <summary>
/// One version of an object, read in ranges. Whoever reads on from front to back has the next few ranges fetched side by
/// side; a jump fetches the range it needs and no more. Not for several threads at once; another stream is cheap.
/// </summary>
internal sealed class S3ReadStream : Stream
{
    private readonly S3Ranges _ranges;
    private readonly S3Settings _settings;
    private readonly SortedDictionary<long, S3Block> _blocks = [];
    private readonly List<Task> _released = [];
    private long _current;
    private bool _closed;

    /// <param name="ranges">Of the object.</param>
    /// <param name="first">The first block, fetched already.</param>
    public S3ReadStream(S3Ranges ranges, S3Block? first, S3Settings settings)
    {
        (_ranges, _settings) = (ranges, settings);
        if (first is not null)
        {
            _blocks.Add(0, first);
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
            Release(_ => true);
        }

        base.Dispose(disposing);
    }

    private long NumberOf(long position) => position / _settings.BlockBytes;

    /// <summary>The block at the position, with what comes after it when the reader came here in order.</summary>
    private S3Block Take()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        var number = NumberOf(Position);
        var ahead = number == _current + 1 || (number == _current && _blocks.Count > 1) ? _settings.BlocksAhead : 1;
        var last = Math.Min(number + ahead - 1, NumberOf(Length - 1));
        Release(held => held < number || held > last);
        for (var next = number; next <= last; next++)
        {
            if (!_blocks.ContainsKey(next))
            {
                _blocks.Add(next, _ranges.Fetch(next));
            }
        }

        _current = number;
        return _blocks[number];
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
            Release(number => _blocks[number] == block);
            throw;
        }
    }

    private int Copy(Span<byte> target)
    {
        var bytes = _blocks[NumberOf(Position)].Bytes[(int)(Position % _settings.BlockBytes)..];
        bytes = bytes[..Math.Min(bytes.Length, target.Length)];
        bytes.CopyTo(target);
        Position += bytes.Length;
        return bytes.Length;
    }

    private void Release(Func<long, bool> which)
    {
        _released.RemoveAll(one => one.IsCompleted);
        foreach (var number in _blocks.Keys.Where(which).ToList())
        {
            _blocks.Remove(number, out var block);
            _released.Add(block!.DisposeAsync().AsTask());
        }
    }
}
