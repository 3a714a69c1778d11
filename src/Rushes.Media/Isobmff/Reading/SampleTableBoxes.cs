namespace Rushes.Media.Isobmff.Reading;

/// <summary>The tables of <c>stbl</c>, ISO/IEC 14496-12 §8.5.1, as columns.</summary>
internal static class SampleTableBoxes
{
    public static SampleColumns Parse(BoxReader table, SampleEntryBox[] entries, bool isSound, long fileLength, NoteList notes)
    {
        var sizes = SampleSizes.Parse(table, isSound && entries is [var only, ..] ? UncompressedSound.FrameSize(only) : 1, fileLength, notes);
        var chunks = ChunkMap.Parse(table, notes);
        var inChunks = chunks.CountSamples();
        if (inChunks != sizes.Claimed)
        {
            notes.Damaged(table, $"has {sizes.Claimed} sizes for {inChunks} samples in chunks");
        }

        var count = Math.Min(sizes.Count, inChunks);
        if (count > 0 && entries.Length == 0)
        {
            throw table.Malformed("has samples and no sample entry");
        }

        var columns = new SampleColumns
        {
            Sizes = sizes.Read(count),
            Durations = DecodeTimes.Parse(table, count, sizes.Claimed, notes),
            CompositionOffsets = CompositionTimes.Parse(table, count, sizes.Claimed, notes),
            Keys = SyncSamples.Parse(table, count, sizes.Claimed, notes),
            Places = new Steps<SamplePlace>(chunks.Count),
        };
        chunks.Place(columns, count, entries.Length, notes);
        return columns;
    }
}
