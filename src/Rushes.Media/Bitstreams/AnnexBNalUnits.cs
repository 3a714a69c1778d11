namespace Rushes.Media.Bitstreams;

/// <summary>Goes through the NAL units of a byte stream, each behind a start code (Annex B of Rec. ITU-T H.264 and H.265).</summary>
internal ref struct AnnexBNalUnits(ReadOnlySpan<byte> stream)
{
    private readonly ReadOnlySpan<byte> _stream = stream;
    private int _position = NextStart(stream, 0);

    private static ReadOnlySpan<byte> StartCode => [0, 0, 1];

    /// <summary>The next unit that is not empty; false at the end. What stands before the first start code is passed over.</summary>
    public bool TryRead(out NalUnit unit)
    {
        while (_position < _stream.Length)
        {
            var start = _position;
            _position = NextStart(_stream, start);
            var end = _position < _stream.Length || EndsInStartCode(start) ? _position - StartCode.Length : _stream.Length;

            // trailing_zero_8bits and the zero_byte of the next start code; a unit never ends in zero.
            var bytes = _stream[start..end].TrimEnd((byte)0);
            if (bytes.Length > 0)
            {
                unit = new NalUnit(bytes, start);
                return true;
            }
        }

        unit = default;
        return false;
    }

    private readonly bool EndsInStartCode(int start) => _stream[start..].EndsWith(StartCode);

    private static int NextStart(ReadOnlySpan<byte> stream, int from)
    {
        var found = stream[from..].IndexOf(StartCode);
        return found < 0 ? stream.Length : from + found + StartCode.Length;
    }
}
