namespace Rushes.Media.Isobmff.Reading;

/// <summary>
/// Which samples lie together and where: <c>stsc</c> (ISO/IEC 14496-12 §8.7.4), and <c>stco</c> or <c>co64</c> (§8.7.5).
/// </summary>
internal readonly ref struct ChunkMap
{
    private const int BytesPerRun = 12;

    private readonly BoxReader _runs;
    private readonly int _runCount;
    private readonly BoxReader _offsets;
    private readonly bool _areLong;

    private ChunkMap(BoxReader runs, int runCount, BoxReader offsets, int count, bool areLong)
    {
        _runs = runs;
        _runCount = runCount;
        _offsets = offsets;
        Count = count;
        _areLong = areLong;
    }

    /// <summary>Chunks.</summary>
    public int Count { get; }

    public static ChunkMap Parse(BoxReader table, NoteList notes)
    {
        var areLong = false;
        if (!table.TryFind("stsc"u8, out var runs)
            || (!table.TryFind("stco"u8, out var offsets) && !(areLong = table.TryFind("co64"u8, out offsets))))
        {
            return default;
        }

        runs.ReadVersionAndFlags();
        var runCount = runs.ReadCount(BytesPerRun, notes);
        offsets.ReadVersionAndFlags();
        var count = offsets.ReadCount(areLong ? 8 : 4, notes);
        return new ChunkMap(runs, runCount, offsets, count, areLong);
    }

    /// <summary>Samples in all chunks.</summary>
    public long CountSamples()
    {
        var samples = 0L;
        for (var runs = new ChunkRuns(_runs, _runCount, Count); runs.MoveNext();)
        {
            samples += runs.Chunks * runs.SamplesPerChunk;
        }

        return samples;
    }

    /// <summary>Gives the first samples their places.</summary>
    public void Place(SampleColumns columns, long count, int entryCount, NoteList notes)
    {
        var offsets = _offsets;
        var runs = new ChunkRuns(_runs, _runCount, Count);
        while (count > 0 && runs.MoveNext())
        {
            var entry = runs.Entry(entryCount, notes);
            for (var chunk = 0L; chunk < runs.Chunks && count > 0; chunk++)
            {
                var offset = _areLong ? offsets.ReadUInt64() : offsets.ReadUInt32();
                if (offset > Sums.Limit)
                {
                    throw offsets.Malformed($"absurd chunk offset {offset}");
                }

                var samples = Math.Min(count, runs.SamplesPerChunk);
                columns.Place((long)offset, entry, samples);
                count -= samples;
            }
        }
    }
}
