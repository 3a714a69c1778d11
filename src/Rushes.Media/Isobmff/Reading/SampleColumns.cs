namespace Rushes.Media.Isobmff.Reading;

/// <summary>What the boxes say of a track's samples, each property by itself. All columns are equally long once a box is read.</summary>
internal sealed class SampleColumns
{
    private int _nearSize;

    /// <summary>Bytes, and the bytes of all samples before.</summary>
    public Sums Sizes { get; init; } = new();

    /// <summary>Ticks, and the decode time.</summary>
    public Sums Durations { get; init; } = new();

    public Steps<int> CompositionOffsets { get; init; } = new();

    public Steps<bool> Keys { get; init; } = new();

    public Steps<SamplePlace> Places { get; init; } = new();

    public long Count => Sizes.Count;

    /// <summary>The next samples that have a size and no place yet lie one after another from an offset on.</summary>
    public void Place(long offset, int entry, long count)
    {
        var bytesBefore = Places.Count == Sizes.Count ? Sizes.Total : Sizes.At(Places.Count, ref _nearSize).Before;
        Places.Append(new SamplePlace(offset - bytesBefore, entry), count);
    }
}
