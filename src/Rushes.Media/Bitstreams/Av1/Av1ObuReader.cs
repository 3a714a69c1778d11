namespace Rushes.Media.Bitstreams.Av1;

/// <summary>
/// Goes through the OBUs of a sample or of <c>configOBUs</c>: low-overhead format (AV1 specification §5.2), where only the last may
/// come without its size (AV1 Codec ISO Media File Format Binding §2.4).
/// </summary>
internal ref struct Av1ObuReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>The next OBU; false at the end.</summary>
    /// <exception cref="MediaFormatException">It does not fit in what is there.</exception>
    public bool TryRead(out Av1Obu obu)
    {
        obu = default;
        if (_position == _bytes.Length)
        {
            return false;
        }

        var offset = _position;
        var bits = new BitReader(_bytes[offset..], "AV1 OBU");
        if (bits.ReadFlag())
        {
            throw bits.Malformed("obu_forbidden_bit is set");
        }

        // obu_header, obu_extension_header (§5.3.2, §5.3.3).
        var type = (Av1ObuType)bits.Read(4);
        var (hasExtension, hasSize) = (bits.ReadFlag(), bits.ReadFlag());
        bits.Skip(1);
        var (temporal, spatial) = hasExtension ? (bits.Read(3), bits.Read(2)) : (0, 0);
        bits.Skip(hasExtension ? 3 : 0);
        var size = hasSize ? bits.ReadLeb128() : (uint)(_bytes.Length - offset - bits.BytesTouched);
        var start = offset + bits.BytesTouched;
        if (size > _bytes.Length - start)
        {
            throw new MediaFormatException($"AV1 OBU: {size} bytes where {_bytes.Length - start} are left", offset);
        }

        _position = start + (int)size;
        obu = new Av1Obu(type, temporal, spatial, hasExtension, offset, start - offset, _bytes[start.._position]);
        return true;
    }
}
