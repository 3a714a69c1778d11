namespace Rushes.Media.Bitstreams.Sei;

/// <summary>Goes through the messages of an SEI unit (§7.3.2.3.1 of Rec. ITU-T H.264, §7.3.5 of H.265).</summary>
internal ref struct SeiReader
{
    private readonly ReadOnlySpan<byte> _unit;
    private BitReader _bits;

    /// <param name="unit">From its NAL unit header on.</param>
    /// <param name="headerSize">Bytes of that header: 1 for AVC, 2 for HEVC.</param>
    public SeiReader(ReadOnlySpan<byte> unit, int headerSize)
    {
        _unit = unit;
        _bits = BitReader.OfNalUnit(unit, "SEI");
        _bits.Skip(8 * headerSize);
    }

    /// <summary>The next message; false at the end.</summary>
    /// <exception cref="MediaFormatException">It does not fit in what is there.</exception>
    public bool TryRead(out SeiMessage message)
    {
        message = default;
        if (!_bits.HasMoreRbspData)
        {
            return false;
        }

        var (type, size) = (ReadNumber(), ReadNumber());
        var offset = _bits.BytesTouched;
        for (; size > 0; size--)
        {
            _bits.Skip(8);
        }

        message = new SeiMessage((SeiType)type, _unit[offset.._bits.BytesTouched], offset);
        return true;
    }

    // Bytes of 255 add up with the first other one.
    private int ReadNumber()
    {
        var (number, next) = (0, 255);
        while (next == 255)
        {
            next = _bits.Read(8);
            number += next;
        }

        return number;
    }
}
