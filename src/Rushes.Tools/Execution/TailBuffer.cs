using System.Text;

namespace Rushes.Tools.Execution;

/// <summary>Keeps the last bytes of a stream. One writer; read when it is done.</summary>
internal sealed class TailBuffer(int capacity)
{
    private readonly byte[] _ring = new byte[capacity];
    private long _written;

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _ring.Length)
        {
            _written += bytes.Length - _ring.Length;
            bytes = bytes[^_ring.Length..];
        }
        var start = (int)(_written % _ring.Length);
        var first = Math.Min(bytes.Length, _ring.Length - start);
        bytes[..first].CopyTo(_ring.AsSpan(start));
        bytes[first..].CopyTo(_ring);
        _written += bytes.Length;
    }

    public override string ToString()
    {
        if (_written <= _ring.Length)
            return Encoding.UTF8.GetString(_ring, 0, (int)_written);
        var start = (int)(_written % _ring.Length);
        return Encoding.UTF8.GetString([.. _ring.AsSpan(start), .. _ring.AsSpan(0, start)]);
    }
}
