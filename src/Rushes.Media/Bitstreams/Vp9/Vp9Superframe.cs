namespace Rushes.Media.Bitstreams.Vp9;

/// <summary>Goes through the frames of a sample: several when it ends in a superframe index (VP9 bitstream specification Annex B), else one.</summary>
internal ref struct Vp9Superframe
{
    private readonly ReadOnlySpan<byte> _sizes;
    private readonly int _sizeBytes;
    private readonly int _end;
    private int _position;
    private int _read;

    /// <exception cref="MediaFormatException">The index says more than there is.</exception>
    public Vp9Superframe(ReadOnlySpan<byte> sample)
    {
        (Count, _end) = (1, sample.Length);
        if (sample.IsEmpty || (sample[^1] & 0xE0) != 0xC0)
        {
            return;
        }

        // superframe_header, the same at both ends of the index; other frames may end in such a byte.
        var (count, bytes) = ((sample[^1] & 7) + 1, ((sample[^1] >> 3) & 3) + 1);
        var size = 2 + (count * bytes);
        if (size > sample.Length || sample[^size] != sample[^1])
        {
            return;
        }

        (Count, _sizeBytes, _end) = (count, bytes, sample.Length - size);
        _sizes = sample[(_end + 1)..^1];
        IndexSize = size;
        long total = 0;
        for (var i = 0; i < count; i++)
        {
            total += Size(i);
        }

        if (total > _end)
        {
            throw new MediaFormatException($"VP9 superframe: frames of {total} bytes where {_end} are", _end);
        }
    }

    /// <summary>Frames, the hidden and the empty ones included.</summary>
    public int Count { get; }

    /// <summary>Bytes of the index at the end; 0 without.</summary>
    public int IndexSize { get; }

    /// <summary>The next frame that is not empty; false at the end.</summary>
    public bool TryRead(out int offset, out int size)
    {
        (offset, size) = (_position, 0);
        while (_read < Count && size == 0)
        {
            size = _sizeBytes == 0 ? _end : (int)Size(_read);
            _read++;
        }

        _position += size;
        return size > 0;
    }

    // frame_sizes, little-endian.
    private readonly long Size(int index)
    {
        var size = 0L;
        for (var i = _sizeBytes - 1; i >= 0; i--)
        {
            size = (size << 8) | _sizes[(index * _sizeBytes) + i];
        }

        return size;
    }
}
