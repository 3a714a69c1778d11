namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>elst</c>, ISO/IEC 14496-12 §8.6.6.</summary>
internal static class EditListBox
{
    public static EditListEntry[] Parse(BoxReader content, NoteList notes)
    {
        var version = content.ReadVersionAndFlags().Version;
        var entries = new EditListEntry[content.ReadCount(version == 0 ? 12 : 20, notes)];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = version == 0
                ? new EditListEntry(content.ReadUInt32(), content.ReadInt32(), content.ReadInt32())
                : new EditListEntry((long)content.ReadUInt64(), (long)content.ReadUInt64(), content.ReadInt32());
            if (entries[i] is { Duration: < 0 or > Sums.Limit } or { MediaTime: < -1 or > Sums.Limit })
            {
                throw content.Malformed($"entry {i} is absurd: {entries[i]}");
            }
        }

        return entries;
    }
}
