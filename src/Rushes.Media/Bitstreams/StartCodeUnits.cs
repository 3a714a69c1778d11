namespace Rushes.Media.Bitstreams;

/// <summary>Goes through what stands behind each start code 00 00 01 of a stream, up to the next.</summary>
internal ref struct StartCodeUnits(ReadOnlySpan<byte> stream)
{
    private readonly ReadOnlySpan<byte> _stream = stream;
    private int _position = NextStart(stream, 0);

    private static ReadOnlySpan<byte> StartCode => [0, 0, 1];

    /// <summary>The next unit, zeros at its end included; false at the end. What stands before the first start code is passed over.</summary>
    public bool TryRead(out NalUnit unit)
    {
        unit = default;
        if (_position == _stream.Length)
        {
            return false;
        }

        var start = _position;
        _position = NextStart(_stream, start);
        var end = _position < _stream.Length || _stream[start..].EndsWith(StartCode) ? _position - StartCode.Length : _stream.Length;
        unit = new NalUnit(_stream[start..end], start);
        return true;
    }

    private static int NextStart(ReadOnlySpan<byte> stream, int from)
    {
        var found = stream[from..].IndexOf(StartCode);
        return found < 0 ? stream.Length : from + found + StartCode.Length;
    }
}
