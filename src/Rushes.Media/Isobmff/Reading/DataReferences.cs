using System.Buffers.Binary;

namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>dref</c>, ISO/IEC 14496-12 §8.7.2: which sample entries have their media in another file.</summary>
internal static class DataReferences
{
    private const uint SelfContained = 1;

    // Six reserved bytes follow the header of a sample entry, then data_reference_index (§8.5.2.2).
    private const int IndexOffset = 14;

    /// <summary>Numbers of sample entries, counted from 0.</summary>
    public static HashSet<int> FindElsewhere(BoxReader dref, IReadOnlyList<SampleEntryBox> entries)
    {
        var others = FindOthers(dref);
        return [.. Enumerable.Range(0, entries.Count).Where(entry => others.Contains(IndexOf(entries[entry])))];
    }

    // Counted from 1, as sample entries name them.
    private static HashSet<int> FindOthers(BoxReader dref)
    {
        dref.ReadVersionAndFlags();
        dref.Skip(4); // entry_count; the boxes are counted themselves
        var others = new HashSet<int>();
        for (var index = 1; dref.TryReadBox(out _, out var reference); index++)
        {
            if (reference.Remaining >= 4 && (reference.ReadVersionAndFlags().Flags & SelfContained) == 0)
            {
                others.Add(index);
            }
        }

        return others;
    }

    private static int IndexOf(SampleEntryBox entry) =>
        entry.Bytes.Length < IndexOffset + 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(entry.Bytes.Span[IndexOffset..]);
}
