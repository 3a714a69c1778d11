namespace Rushes.Media.Isobmff.Reading;

/// <summary>The tables of <c>stbl</c>, ISO/IEC 14496-12 §8.5.1, as columns.</summary>
internal static class SampleTableBoxes
{
    public static SampleColumns Parse(BoxReader table, int entryCount, long fileLength, NoteList notes)
    {
        var sizes = SampleSizes.Parse(table, fileLength, notes);
        var chunks = ChunkMap.Parse(table, notes);
        var inChunks = chunks.CountSamples();
        if (inChunks != sizes.Count)
        {
            notes.Damaged(table, $"has {sizes.Count} sizes for {inChunks} samples in chunks");
        }

        var count = Math.Min(sizes.Count, inChunks);
        if (count > 0 && entryCount == 0)
        {
            throw table.Malformed("has samples and no sample entry");
        }

        var columns = new SampleColumns
        {
            Sizes = sizes.Read(count),
            Durations = DecodeTimes.Parse(table, count, notes),
            CompositionOffsets = CompositionTimes.Parse(table, count, notes),
            Keys = SyncSamples.Parse(table, count, notes),
            Places = new Steps<SamplePlace>(chunks.Count),
        };
        chunks.Place(columns, count, entryCount, notes);
        return columns;
    }
}
