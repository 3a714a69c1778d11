namespace Rushes.Testing;

/// <summary>A stream that is read, and how far.</summary>
public sealed class WatchedStream(Stream inner) : ReadingStream(inner)
{
    private long _read;

    public long BytesRead => Volatile.Read(ref _read);

    public bool IsClosed { get; private set; }

    protected override void Took(int count) => Interlocked.Add(ref _read, count);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        IsClosed = true;
    }
}
