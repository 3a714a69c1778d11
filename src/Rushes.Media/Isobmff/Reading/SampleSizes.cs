namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>stsz</c> and <c>stz2</c>, ISO/IEC 14496-12 §8.7.3: one size for all, or one for each.</summary>
internal readonly ref struct SampleSizes
{
    private readonly BoxReader _entries;
    private readonly uint _equal;
    private readonly int _bits;

    private SampleSizes(BoxReader entries, uint equal, int bits, uint claimed, long count)
    {
        _entries = entries;
        _equal = equal;
        _bits = bits;
        Claimed = claimed;
        Count = count;
    }

    /// <summary>As the box says it; the other tables agree with it, or they are damaged.</summary>
    public uint Claimed { get; }

    /// <summary>How many there can be.</summary>
    public long Count { get; }

    /// <param name="table"><c>stbl</c>.</param>
    /// <param name="ofOne">What a size of 1 for all samples means.</param>
    /// <param name="fileLength">Bytes.</param>
    /// <param name="notes">Takes what is odd.</param>
    public static SampleSizes Parse(BoxReader table, uint ofOne, long fileLength, NoteList notes)
    {
        if (table.TryFind("stsz"u8, out var content))
        {
            content.ReadVersionAndFlags();
            var equal = content.ReadUInt32();
            return equal == 0 ? OneForEach(content, 32, notes) : OneForAll(content, equal == 1 ? ofOne : equal, fileLength, notes);
        }

        if (!table.TryFind("stz2"u8, out content))
        {
            return default;
        }

        content.ReadVersionAndFlags();
        content.Skip(3); // reserved
        var bits = content.ReadUInt8();
        return bits is 4 or 8 or 16
            ? OneForEach(content, bits, notes)
            : throw content.Malformed($"field_size {bits} is none of 4, 8 and 16");
    }

    /// <summary>The first sizes.</summary>
    public Sums Read(long count)
    {
        var sizes = new Sums(_bits == 0 ? 1 : (int)count);
        if (_bits == 0)
        {
            return sizes.TryAppend(_equal, count) ? sizes : throw _entries.Malformed($"{count} samples of {_equal} bytes are absurd");
        }

        var entries = _entries;
        for (var (i, pair) = (0L, (byte)0); i < count; i++)
        {
            pair = _bits == 4 && i % 2 == 0 ? entries.ReadUInt8() : pair;
            var size = _bits switch
            {
                4 => i % 2 == 0 ? (uint)pair >> 4 : pair & 0xFu,
                8 => entries.ReadUInt8(),
                16 => entries.ReadUInt16(),
                _ => entries.ReadUInt32(),
            };
            _ = sizes.TryAppend(size, 1); // 2^32 of them stay below the limit
        }

        return sizes;
    }

    // Such samples take no bytes in the table: no more are believed than the file has bytes.
    private static SampleSizes OneForAll(BoxReader content, uint equal, long fileLength, NoteList notes)
    {
        var claimed = content.ReadUInt32();
        if (claimed > fileLength)
        {
            notes.Damaged(content, $"claims {claimed} samples, the file has {fileLength} bytes");
        }

        return new SampleSizes(content, equal, 0, claimed, Math.Min(claimed, fileLength));
    }

    private static SampleSizes OneForEach(BoxReader content, int bits, NoteList notes)
    {
        var claimed = content.ReadUInt32();
        var room = content.Remaining * 8L / bits;
        if (claimed > room)
        {
            notes.Damaged(content, $"claims {claimed} sizes, has {room}");
        }

        return new SampleSizes(content, 0, bits, claimed, Math.Min(claimed, room));
    }
}
