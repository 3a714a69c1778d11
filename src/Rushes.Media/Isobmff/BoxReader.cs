using System.Buffers.Binary;

namespace Rushes.Media.Isobmff;

/// <summary>
/// Reads big-endian fields and child boxes from bytes in memory. Every read is checked against the end of the box; what is
/// missing ends in a <see cref="MediaFormatException"/> with the path of the box and the offset in the file.
/// </summary>
internal ref struct BoxReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly long _start;
    private readonly BoxPath _path;
    private int _position;

    public BoxReader(ReadOnlySpan<byte> bytes, long start, BoxPath path)
    {
        _bytes = bytes;
        _start = start;
        _path = path;
    }

    /// <summary>Types from the outermost box inwards, for messages: "moov/trak/mdia".</summary>
    public readonly string Path => _path.ToString();

    public readonly int Remaining => _bytes.Length - _position;

    /// <summary>Of the next byte, in the file.</summary>
    public readonly long Offset => _start + _position;

    public byte ReadUInt8() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public int ReadInt32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    public ReadOnlySpan<byte> ReadBytes(int count) => Take(count);

    public ReadOnlySpan<byte> ReadToEnd() => Take(Remaining);


    public void Skip(int count) => Take(count);

    /// <summary>Version and flags of a full box (§4.2.2).</summary>
    public (byte Version, uint Flags) ReadVersionAndFlags()
    {
        var word = ReadUInt32();
        return ((byte)(word >> 24), word & 0xFFFFFF);
    }

    /// <summary>
    /// The next child box; false at the end, which QuickTime may mark by zeros (QuickTime File Format, user data). Other bytes
    /// that cannot be a header are refused.
    /// </summary>
    public bool TryReadBox(out BoxType type, out BoxReader content)
    {
        if (!_bytes.Slice(_position, Math.Min(Remaining, BoxHeader.ShortSize)).ContainsAnyExcept((byte)0))
        {
            type = default;
            content = default;
            return false;
        }

        var header = BoxHeader.Parse(_bytes[_position..], Remaining, Offset, _path);
        type = header.Type;
        var body = Take((int)header.Size)[header.HeaderSize..];
        content = new BoxReader(body, Offset - body.Length, _path.Child(type));
        return true;
    }

    /// <summary>The first child of a type; refused when there is none.</summary>
    public readonly BoxReader Find(ReadOnlySpan<byte> letters) =>
        TryFind(letters, out var content)
            ? content
            : throw Malformed($"has no {BoxType.From(letters)}");

    /// <summary>The first child of a type from here on. The reader itself stays where it is.</summary>
    public readonly bool TryFind(ReadOnlySpan<byte> letters, out BoxReader content)
    {
        var children = this;
        while (children.TryReadBox(out var type, out content))
        {
            if (type.Is(letters))
            {
                return true;
            }
        }

        return false;
    }

    public readonly MediaFormatException Malformed(string what) => new($"{_path}: {what}", Offset);

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Remaining)
        {
            throw Malformed($"needs {count} more bytes, has {Remaining}");
        }

        var taken = _bytes.Slice(_position, count);
        _position += count;
        return taken;
    }
}
