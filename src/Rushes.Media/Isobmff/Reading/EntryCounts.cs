namespace Rushes.Media.Isobmff.Reading;

/// <summary>Counts in front of tables. No table is believed to have more entries than there is room for.</summary>
internal static class EntryCounts
{
    /// <summary>entry_count and what of it can be there.</summary>
    public static int ReadCount(this ref BoxReader content, int bytesPerEntry, NoteList notes) =>
        content.Backed(content.ReadUInt32(), bytesPerEntry, notes);

    /// <summary>How many of the claimed entries can be there.</summary>
    public static int Backed(this in BoxReader content, uint claimed, int bytesPerEntry, NoteList notes)
    {
        var room = content.Remaining / bytesPerEntry;
        if (claimed > room)
        {
            notes.Damaged(content, $"claims {claimed} entries, has {room}");
            return room;
        }

        return (int)claimed;
    }
}
