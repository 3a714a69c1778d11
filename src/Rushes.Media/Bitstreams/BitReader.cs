namespace Rushes.Media.Bitstreams;

/// <summary>Reads bits from the highest down; what is missing ends in a <see cref="MediaFormatException"/>.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> bytes, string path)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <param name="count">At most 31.</param>
    public int Read(int count)
    {
        if (_position + count > _bytes.Length * 8)
        {
            throw new MediaFormatException($"{path}: needs {count} more bits", _position / 8);
        }

        var value = 0;
        for (; count > 0; count--, _position++)
        {
            value = (value << 1) | ((_bytes[_position / 8] >> (7 - (_position % 8))) & 1);
        }

        return value;
    }

    public bool ReadFlag() => Read(1) == 1;
}
