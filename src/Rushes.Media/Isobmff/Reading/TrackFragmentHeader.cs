namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>tfhd</c>, ISO/IEC 14496-12 §8.8.7: defaults of one track in one fragment.</summary>
internal readonly record struct TrackFragmentHeader(uint TrackId, long? BaseOffset, bool BaseIsMoof, bool IsEmpty, TrackDefaults Defaults)
{
    private const uint HasBaseOffset = 0x1;
    private const uint HasDescriptionIndex = 0x2;
    private const uint HasDuration = 0x8;
    private const uint HasSize = 0x10;
    private const uint HasFlags = 0x20;
    private const uint DurationIsEmpty = 0x10000;
    private const uint DefaultBaseIsMoof = 0x20000;

    /// <param name="content">Of the box.</param>
    /// <param name="defaults">What <c>trex</c> says of a track.</param>
    public static TrackFragmentHeader Parse(BoxReader content, Func<uint, TrackDefaults> defaults)
    {
        var flags = content.ReadVersionAndFlags().Flags;
        var trackId = content.ReadUInt32();
        var track = defaults(trackId);
        return new TrackFragmentHeader(
            trackId,
            (flags & HasBaseOffset) == 0 ? null : ReadBaseOffset(ref content),
            (flags & DefaultBaseIsMoof) != 0,
            (flags & DurationIsEmpty) != 0,
            new TrackDefaults(
                (flags & HasDescriptionIndex) == 0 ? track.Entry : content.ReadUInt32(),
                (flags & HasDuration) == 0 ? track.Duration : content.ReadUInt32(),
                (flags & HasSize) == 0 ? track.Size : content.ReadUInt32(),
                (flags & HasFlags) == 0 ? track.Flags : content.ReadUInt32()));
    }

    private static long ReadBaseOffset(ref BoxReader content) =>
        content.ReadUInt64() is var offset && offset <= Sums.Limit
            ? (long)offset
            : throw content.Malformed($"absurd base_data_offset {offset}");
}
