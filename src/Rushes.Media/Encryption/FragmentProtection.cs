using Rushes.Media.Isobmff;

namespace Rushes.Media.Encryption;

/// <summary>What the fragments of a protected track have beside those of a clear one. One table serves all of them, in turn.</summary>
internal sealed class FragmentProtection(SampleProtection protection)
{
    private readonly SampleAuxiliaryTable _table = new(protection.Track.IvSize);

    /// <param name="protection">Null: the track is clear.</param>
    public static FragmentProtection? Of(SampleProtection? protection) => protection is null ? null : new FragmentProtection(protection);

    /// <summary>sample_description_index of the fragment that starts with a sample; null: there is but one.</summary>
    public uint? EntryOf(int sample) => protection.EntryOf(sample);

    /// <summary>Of <c>saiz</c>, <c>saio</c> and <c>senc</c>; 0 in the clear lead.</summary>
    public int Size(int from, int to)
    {
        protection.Describe(from, to, _table);
        return _table.Count == 0 ? 0 : SampleAuxiliaryBoxes.Size(_table);
    }

    /// <param name="writer">In <c>traf</c>.</param>
    /// <param name="from">First sample of the fragment.</param>
    /// <param name="to">Behind its last.</param>
    /// <param name="moofStart">Where in the writer the <c>moof</c> begins.</param>
    public void Write(BoxWriter writer, int from, int to, int moofStart)
    {
        protection.Describe(from, to, _table);
        if (_table.Count > 0)
        {
            SampleAuxiliaryBoxes.Write(writer, _table, moofStart);
        }
    }
}
