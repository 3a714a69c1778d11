using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff;

/// <summary>Which fields the samples of a fragment need one by one; what is equal for all is said once.</summary>
/// <param name="RunFlags">Of <c>trun</c>.</param>
/// <param name="DefaultDuration">Ticks, when all durations are equal.</param>
/// <param name="DefaultFlags">Of all samples not said otherwise.</param>
/// <param name="FirstFlags">Of the first sample, when only it is a key frame.</param>
internal sealed record TrackRunLayout(uint RunFlags, uint? DefaultDuration, uint DefaultFlags, uint? FirstFlags)
{
    public int BytesPerSample => 4 * System.Numerics.BitOperations.PopCount(RunFlags & 0xFFFF00);

    public static TrackRunLayout For(FrameIndex index, int from, int to)
    {
        var (equalDurations, composed, keys) = (true, false, 0);
        for (var i = from; i < to; i++)
        {
            equalDurations &= index.Duration(i) == index.Duration(from);
            composed |= index.CompositionOffset(i) != 0;
            keys += index.IsKey(i) ? 1 : 0;
        }

        var allKeys = keys == to - from;
        var onlyFirst = keys == 1 && index.IsKey(from) && !allKeys;
        var flags = TrackRunBox.HasDataOffset | TrackRunBox.HasSizes
            | (equalDurations ? 0 : TrackRunBox.HasDurations)
            | (composed ? TrackRunBox.HasCompositionOffsets : 0)
            | (onlyFirst ? TrackRunBox.HasFirstFlags : 0)
            | (allKeys || onlyFirst ? 0 : TrackRunBox.HasFlags);
        return new TrackRunLayout(
            flags,
            equalDurations ? checked((uint)index.Duration(from)) : null,
            allKeys ? SampleFlags.Key : SampleFlags.Dependent,
            onlyFirst ? SampleFlags.Key : null);
    }
}
