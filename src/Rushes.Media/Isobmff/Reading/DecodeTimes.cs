namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>stts</c>, ISO/IEC 14496-12 §8.6.1.2.</summary>
internal static class DecodeTimes
{
    /// <param name="table"><c>stbl</c>.</param>
    /// <param name="count">Samples to read.</param>
    /// <param name="announced">Samples for which there should be entries.</param>
    /// <param name="notes">Takes what is odd.</param>
    public static Sums Parse(BoxReader table, long count, long announced, NoteList notes)
    {
        if (!table.TryFind("stts"u8, out var content))
        {
            return count == 0 ? new Sums() : throw table.Malformed("has no stts");
        }

        content.ReadVersionAndFlags();
        var entries = content.ReadCount(8, notes);
        var durations = new Sums(entries);
        var claimed = 0L;
        for (var i = 0; i < entries; i++)
        {
            var (samples, duration) = (content.ReadUInt32(), content.ReadUInt32());
            Append(content, durations, duration, Math.Min(samples, count - durations.Count));
            claimed += samples;
        }

        if (claimed != announced)
        {
            notes.Damaged(content, $"has durations of {claimed} samples for {announced}");
        }

        Append(content, durations, durations.Last, count - durations.Count);

        return durations;
    }

    private static void Append(BoxReader content, Sums durations, uint duration, long count)
    {
        if (!durations.TryAppend(duration, count))
        {
            throw content.Malformed($"{count} samples of {duration} ticks are absurd");
        }
    }
}
