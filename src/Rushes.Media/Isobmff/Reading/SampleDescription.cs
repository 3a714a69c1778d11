namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>stsd</c>, ISO/IEC 14496-12 §8.5.2.</summary>
internal static class SampleDescription
{
    private const int SmallestEntry = 8;

    public static SampleEntryBox[] Parse(BoxReader content, NoteList notes)
    {
        content.ReadVersionAndFlags();
        var entries = new SampleEntryBox[content.ReadCount(SmallestEntry, notes)];
        for (var i = 0; i < entries.Length; i++)
        {
            var rest = content;
            if (!content.TryReadBox(out var type, out var entry))
            {
                notes.Damaged(content, $"has {i} entries of {entries.Length}");
                return entries[..i];
            }

            var bytes = rest.ReadBytes((int)(content.Offset - rest.Offset)).ToArray();
            entries[i] = new SampleEntryBox(type, bytes, ProtectionBoxes.Find(type, entry));
        }

        return entries;
    }
}
