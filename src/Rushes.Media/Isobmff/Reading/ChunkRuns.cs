namespace Rushes.Media.Isobmff.Reading;

/// <summary>Walks the entries of <c>stsc</c> (ISO/IEC 14496-12 §8.7.4): each holds until the first chunk of the next.</summary>
internal ref struct ChunkRuns(BoxReader entries, int entryCount, int chunkCount)
{
    private BoxReader _entries = entries;
    private int _left = entryCount;
    private long _chunk = 1;
    private uint _entry;

    /// <summary>How many chunks are alike.</summary>
    public long Chunks { get; private set; }

    public uint SamplesPerChunk { get; private set; }

    public bool MoveNext()
    {
        if (_left == 0)
        {
            return false;
        }

        _left--;
        _entries.Skip(4); // first_chunk: where the entry before it ended
        SamplesPerChunk = _entries.ReadUInt32();
        _entry = _entries.ReadUInt32();
        var next = _entries;
        var end = _left == 0 ? chunkCount + 1L : Math.Min(next.ReadUInt32(), chunkCount + 1L);
        Chunks = Math.Max(0, end - _chunk);
        _chunk += Chunks;
        return true;
    }

    /// <summary>The sample entry, counted from 0; one that is not there is noted, and the first taken.</summary>
    public readonly int Entry(int entryCount, NoteList notes)
    {
        if (_entry >= 1 && _entry <= entryCount)
        {
            return (int)_entry - 1;
        }

        notes.Damaged(_entries, $"sample entry {_entry} of {entryCount}");
        return 0;
    }
}
