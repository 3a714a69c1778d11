namespace Rushes.Media.Isobmff;

/// <summary><c>tfhd</c>, ISO/IEC 14496-12 §8.8.7: defaults of one track in one fragment.</summary>
internal readonly record struct TrackFragmentHeaderBox(uint TrackId, long BaseOffset, uint DefaultDuration, uint DefaultSize, uint DefaultFlags)
{
    private const uint HasBaseOffset = 0x1;
    private const uint HasDescriptionIndex = 0x2;
    private const uint HasDuration = 0x8;
    private const uint HasSize = 0x10;
    private const uint HasFlags = 0x20;
    private const uint BaseIsMoof = 0x20000;

    public static TrackFragmentHeaderBox Parse(BoxReader content, long moofOffset, TrackExtendsBox defaults)
    {
        var flags = content.ReadVersionAndFlags().Flags;
        var trackId = content.ReadUInt32();

        // Without an explicit base the first (here: only) track fragment counts from its moof.
        var baseOffset = (flags & HasBaseOffset) == 0 ? (ulong)moofOffset : content.ReadUInt64();
        if (baseOffset > long.MaxValue)
        {
            throw content.Malformed($"absurd base_data_offset {baseOffset}");
        }

        content.Skip((flags & HasDescriptionIndex) == 0 ? 0 : 4);
        return new TrackFragmentHeaderBox(
            trackId,
            (long)baseOffset,
            (flags & HasDuration) == 0 ? defaults.DefaultDuration : content.ReadUInt32(),
            (flags & HasSize) == 0 ? defaults.DefaultSize : content.ReadUInt32(),
            (flags & HasFlags) == 0 ? defaults.DefaultFlags : content.ReadUInt32());
    }

    public static int Size(TrackRunLayout layout) => 12 + 4 + (layout.DefaultDuration is null ? 0 : 4) + 4;

    public static void Write(BoxWriter writer, uint trackId, TrackRunLayout layout)
    {
        var flags = BaseIsMoof | HasFlags | (layout.DefaultDuration is null ? 0 : HasDuration);
        using var box = writer.FullBox("tfhd"u8, flags: flags);
        writer.UInt32(trackId);
        if (layout.DefaultDuration is { } duration)
        {
            writer.UInt32(duration);
        }

        writer.UInt32(layout.DefaultFlags);
    }
}
