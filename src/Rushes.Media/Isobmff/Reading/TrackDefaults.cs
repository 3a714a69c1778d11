namespace Rushes.Media.Isobmff.Reading;

/// <summary>What holds for samples of which a fragment says nothing else: <c>trex</c>, ISO/IEC 14496-12 §8.8.3.</summary>
/// <param name="Entry">Sample entry, counted from 1.</param>
/// <param name="Duration">Ticks.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Flags">See <see cref="SampleFlags"/>.</param>
internal readonly record struct TrackDefaults(uint Entry, uint Duration, uint Size, uint Flags)
{
    public static (uint TrackId, TrackDefaults Defaults) Parse(BoxReader content)
    {
        content.ReadVersionAndFlags();
        return (content.ReadUInt32(), new(content.ReadUInt32(), content.ReadUInt32(), content.ReadUInt32(), content.ReadUInt32()));
    }
}
