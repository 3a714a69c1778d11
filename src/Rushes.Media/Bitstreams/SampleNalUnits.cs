namespace Rushes.Media.Bitstreams;

/// <summary>Goes through the NAL units of a sample, each behind its length (ISO/IEC 14496-15 §4.3.2).</summary>
internal ref struct SampleNalUnits(ReadOnlySpan<byte> sample, int lengthSize)
{
    private readonly ReadOnlySpan<byte> _sample = sample;
    private int _position;

    /// <summary>The next unit that is not empty; false at the end.</summary>
    /// <exception cref="MediaFormatException">A length says more than there is.</exception>
    public bool TryRead(out NalUnit unit)
    {
        while (_position < _sample.Length)
        {
            var start = _position + lengthSize;
            var size = start <= _sample.Length ? ReadLength(_sample[_position..start]) : uint.MaxValue;
            if (size > _sample.Length - start)
            {
                throw new MediaFormatException($"NAL unit: a length of {size} bytes where {Math.Max(0, _sample.Length - start)} are left", _position);
            }

            _position = start + (int)size;
            if (size > 0)
            {
                unit = new NalUnit(_sample[start.._position], start);
                return true;
            }
        }

        unit = default;
        return false;
    }

    private static uint ReadLength(ReadOnlySpan<byte> bytes)
    {
        var length = 0u;
        foreach (var next in bytes)
        {
            length = (length << 8) | next;
        }

        return length;
    }
}
