namespace Rushes.Media.Isobmff.Reading;

/// <summary>Sample numbers in a table, counted from 1, one at a time.</summary>
internal ref struct SampleNumbers
{
    private BoxReader _entries;

    public SampleNumbers(BoxReader entries, int count)
    {
        _entries = entries;
        Left = count;
        MoveNext(count);
    }

    /// <summary>The number at hand; <see cref="long.MaxValue"/> behind the last.</summary>
    public long Next { get; private set; }

    /// <summary>Numbers that are not yet passed.</summary>
    public int Left { get; private set; }

    public readonly BoxReader Place => _entries;

    public void MoveNext() => MoveNext(Left - 1);

    private void MoveNext(int left)
    {
        Left = left;
        Next = left > 0 ? _entries.ReadUInt32() : long.MaxValue;
    }
}
