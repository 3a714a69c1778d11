namespace Rushes.Media.Bitstreams.Av1;

/// <summary>Goes through the tiles of a tile group (AV1 specification §5.11.1): all but the last say their size.</summary>
internal ref struct Av1TileReader(ReadOnlySpan<byte> payload, int start, int tiles, int sizeBytes)
{
    private readonly ReadOnlySpan<byte> _payload = payload;
    private int _position = start;
    private int _left = tiles;

    /// <summary>The next tile; false at the end.</summary>
    /// <param name="offset">In the payload, behind the tile's size.</param>
    /// <param name="size">Bytes.</param>
    /// <exception cref="MediaFormatException">A tile does not fit in what is there.</exception>
    public bool TryRead(out int offset, out int size)
    {
        (offset, size) = (_position, 0);
        if (_left == 0)
        {
            return false;
        }

        if (--_left == 0)
        {
            size = _payload.Length - offset;
            _position = _payload.Length;
            return true;
        }

        // tile_size_minus_1, little-endian.
        var bytes = Take(sizeBytes);
        var value = 1L;
        for (var i = 0; i < bytes.Length; i++)
        {
            value += (long)bytes[i] << (8 * i);
        }

        offset = _position;
        size = Take(value).Length;
        return true;
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > _payload.Length - _position)
        {
            throw new MediaFormatException($"AV1 tile: needs {count} bytes, has {_payload.Length - _position}", _position);
        }

        _position += (int)count;
        return _payload.Slice(_position - (int)count, (int)count);
    }
}
