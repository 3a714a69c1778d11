using System.Numerics;

namespace Rushes.Media.Bitstreams;

/// <summary>
/// Reads bits from the highest down; what is missing ends in a <see cref="MediaFormatException"/>. A reader of a NAL unit passes
/// over the emulation prevention bytes (Rec. ITU-T H.264 and H.265 §7.4.1) as they come, so that nothing is copied.
/// </summary>
/// <remarks>Bytes are taken only when a bit of them is asked for: <see cref="BytesTouched"/> is exact.</remarks>
internal ref struct BitReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string _path;
    private readonly bool _escaped;
    private ulong _cache;
    private int _cached;
    private int _next;
    private int _zeros;
    private int _escapes;

    /// <param name="bytes">From the first bit to be read.</param>
    /// <param name="path">What is read, for messages.</param>
    public BitReader(ReadOnlySpan<byte> bytes, string path)
        : this(bytes, path, false)
    {
    }

    private BitReader(ReadOnlySpan<byte> bytes, string path, bool escaped)
    {
        _bytes = bytes;
        _path = path;
        _escaped = escaped;
    }

    /// <summary>Bits read so far, emulation prevention bytes not counted.</summary>
    public readonly long Position => ((_next - _escapes) * 8L) - _cached;

    /// <summary>Bytes of the input that hold what was read, emulation prevention bytes counted.</summary>
    public readonly int BytesTouched => _next;

    /// <summary>Bits left; not for NAL units, whose rest may hold emulation prevention bytes.</summary>
    public readonly long Remaining => ((_bytes.Length - _next) * 8L) + _cached;

    /// <summary>
    /// True while something stands before the rbsp_trailing_bits (§7.2, more_rbsp_data).
    /// </summary>
    public readonly bool HasMoreRbspData
    {
        get
        {
            var next = IsAtEscape ? _next + 1 : _next;
            return (_bytes.Length - next, _cached) switch
            {
                (0, 0) => false,
                (0, _) => ((uint)_cache & ((1u << _cached) - 1)) != 1u << (_cached - 1),
                (1, 0) => _bytes[next] != 0x80,
                _ => true,
            };
        }
    }

    private readonly bool IsAtEscape => _escaped && _zeros >= 2 && _next < _bytes.Length && _bytes[_next] == 3;

    /// <summary>A reader of a NAL unit, from its header on.</summary>
    public static BitReader OfNalUnit(ReadOnlySpan<byte> unit, string path) => new(unit.TrimEnd((byte)0), path, true);

    /// <summary>A reader of bytes out of the middle of a NAL unit, whose end is theirs.</summary>
    public static BitReader OfPayload(ReadOnlySpan<byte> payload, string path) => new(payload, path, true);

    /// <param name="count">At most 31.</param>
    public int Read(int count) => (int)ReadBits(count);

    /// <summary>u(n) of up to 32 bits.</summary>
    public uint ReadBits(int count)
    {
        while (_cached < count)
        {
            Take();
        }

        _cached -= count;
        return (uint)((_cache >> _cached) & ((1UL << count) - 1));
    }

    public bool ReadFlag() => ReadBits(1) == 1;

    public void Skip(int count)
    {
        for (; count > 32; count -= 32)
        {
            ReadBits(32);
        }

        ReadBits(count);
    }

    public void AlignToByte() => _cached = 0;

    /// <summary>ue(v), §9.1 of H.264 and §9.2 of H.265: at most 2^32 - 2.</summary>
    public uint ReadUe()
    {
        var zeros = 0;
        while (!ReadFlag())
        {
            if (++zeros == 32)
            {
                throw Malformed("an Exp-Golomb code of more than 32 bits");
            }
        }

        return (uint)((1UL << zeros) - 1 + ReadBits(zeros));
    }

    /// <summary>ue(v) of a syntax element with a greatest value.</summary>
    public int ReadUe(string element, int greatest)
    {
        var value = ReadUe();
        return value <= greatest ? (int)value : throw Malformed($"{element} {value} is more than {greatest}");
    }

    /// <summary>Passes over ue(v) and se(v) alike.</summary>
    public void SkipUe(int count = 1)
    {
        for (; count > 0; count--)
        {
            ReadUe();
        }
    }

    /// <summary>se(v).</summary>
    public int ReadSe()
    {
        var code = (long)ReadUe();
        return (int)((code & 1) == 0 ? -(code >> 1) : (code + 1) >> 1);
    }

    /// <param name="what">What is wrong.</param>
    public readonly MediaFormatException Malformed(string what) => new($"{_path}: {what}", _next);

    /// <summary>Bits that hold every value below a count: Ceil(Log2(count)).</summary>
    public static int BitsFor(uint count) => count <= 1 ? 0 : 32 - BitOperations.LeadingZeroCount(count - 1);

    private void Take()
    {
        if (IsAtEscape)
        {
            _next++;
            _escapes++;
            _zeros = 0;
        }

        if (_next >= _bytes.Length)
        {
            throw Malformed("ends too early");
        }

        var taken = _bytes[_next++];
        _zeros = taken == 0 ? _zeros + 1 : 0;
        _cache = (_cache << 8) | taken;
        _cached += 8;
    }
}
