namespace Rushes.Media.Isobmff;

/// <summary><c>tfhd</c>, ISO/IEC 14496-12 §8.8.7: defaults of one track in one fragment.</summary>
internal static class TrackFragmentHeaderBox
{
    private const uint HasEntry = 0x2;
    private const uint HasDuration = 0x8;
    private const uint HasFlags = 0x20;
    private const uint BaseIsMoof = 0x20000;

    public static int Size(TrackRunLayout layout, uint? entry) => 12 + 4 + (entry is null ? 0 : 4) + (layout.DefaultDuration is null ? 0 : 4) + 4;

    public static void Write(BoxWriter writer, uint trackId, TrackRunLayout layout, uint? entry)
    {
        var flags = BaseIsMoof | HasFlags | (entry is null ? 0 : HasEntry) | (layout.DefaultDuration is null ? 0 : HasDuration);
        using var box = writer.FullBox("tfhd"u8, flags: flags);
        writer.UInt32(trackId);
        if (entry is { } index)
        {
            writer.UInt32(index);
        }

        if (layout.DefaultDuration is { } duration)
        {
            writer.UInt32(duration);
        }

        writer.UInt32(layout.DefaultFlags);
    }
}
