namespace Rushes.Media.Isobmff.Reading;

/// <summary>
/// <c>stss</c>, ISO/IEC 14496-12 §8.6.2: without it a decoder can start at every sample. QuickTime's <c>stps</c> (partial sync
/// samples, QuickTime File Format) adds samples at which it can start, too, if it drops those shown before them.
/// </summary>
internal static class SyncSamples
{
    /// <param name="table"><c>stbl</c>.</param>
    /// <param name="count">Samples to read.</param>
    /// <param name="announced">Samples of which some are named.</param>
    /// <param name="notes">Takes what is odd.</param>
    public static Steps<bool> Parse(BoxReader table, long count, long announced, NoteList notes)
    {
        if (!table.TryFind("stss"u8, out var full))
        {
            var all = new Steps<bool>(1);
            all.Append(true, count);
            return all;
        }

        var partial = new SampleNumbers(default, 0);
        if (table.TryFind("stps"u8, out var content))
        {
            partial = Read(content, notes);
        }

        return Merge(Read(full, notes), partial, count, announced, notes);
    }

    private static SampleNumbers Read(BoxReader content, NoteList notes)
    {
        content.ReadVersionAndFlags();
        var count = content.ReadCount(4, notes);
        return new SampleNumbers(content, count);
    }

    private static Steps<bool> Merge(SampleNumbers full, SampleNumbers partial, long count, long announced, NoteList notes)
    {
        var keys = new Steps<bool>(Math.Min(2 * (full.Left + partial.Left), int.MaxValue / 2));
        while (Math.Min(full.Next, partial.Next) is var number && number < long.MaxValue)
        {
            ref var source = ref full;
            if (partial.Next < full.Next)
            {
                source = ref partial;
            }

            if (number <= keys.Count || number > announced)
            {
                notes.Damaged(source.Place, $"sync sample {number} is out of order or not one of {announced}");
            }
            else if (number <= count)
            {
                keys.Append(false, number - 1 - keys.Count);
                keys.Append(true, 1);
            }

            source.MoveNext();
        }

        keys.Append(false, count - keys.Count);
        return keys;
    }
}
