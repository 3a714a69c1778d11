namespace Rushes.Media.Isobmff.Reading;

/// <summary>
/// <c>ctts</c>, ISO/IEC 14496-12 §8.6.1.3. Offsets are read with a sign in version 0, too: QuickTime has always written them so,
/// and no offset needs the 32nd bit.
/// </summary>
internal static class CompositionTimes
{
    /// <param name="table"><c>stbl</c>.</param>
    /// <param name="count">Samples to read.</param>
    /// <param name="announced">Samples for which there should be entries.</param>
    /// <param name="notes">Takes what is odd.</param>
    public static Steps<int> Parse(BoxReader table, long count, long announced, NoteList notes)
    {
        if (!table.TryFind("ctts"u8, out var content))
        {
            return None(count);
        }

        content.ReadVersionAndFlags();
        var entries = content.ReadCount(8, notes);
        var offsets = new Steps<int>(entries);
        var claimed = 0L;
        for (var i = 0; i < entries; i++)
        {
            var (samples, offset) = (content.ReadUInt32(), content.ReadInt32());
            offsets.Append(offset, Math.Min(samples, count - offsets.Count));
            claimed += samples;
        }

        if (claimed != announced)
        {
            notes.Damaged(content, $"has composition offsets of {claimed} samples for {announced}");
        }

        offsets.Append(0, count - offsets.Count);

        return offsets;
    }

    private static Steps<int> None(long count)
    {
        var offsets = new Steps<int>(1);
        offsets.Append(0, count);
        return offsets;
    }
}
