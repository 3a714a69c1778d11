namespace Rushes.Testing;

/// <summary>A stream that breaks off after some bytes, as a connection does.</summary>
public sealed class CutStream(Stream inner, long after) : ReadingStream(inner)
{
    private long _left = after;

    protected override int Room(int wanted) =>
        _left > 0 ? (int)Math.Min(wanted, _left) : throw new IOException("The connection broke off: a test wants it so.");

    protected override void Took(int count) => _left -= count;
}
