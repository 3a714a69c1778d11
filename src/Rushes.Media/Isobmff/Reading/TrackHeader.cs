using Rushes.Media.Timing;

namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>tkhd</c>, ISO/IEC 14496-12 §8.3.2.</summary>
internal readonly record struct TrackHeader(
    uint TrackId, bool IsEnabled, long? Duration, short AlternateGroup, TransformMatrix Matrix, Rational Width, Rational Height)
{
    private const uint EnabledFlag = 1;

    public static TrackHeader Parse(BoxReader content)
    {
        var (version, flags) = content.ReadVersionAndFlags();
        content.SkipTimes(version);
        var trackId = content.ReadUInt32();
        content.Skip(4); // reserved
        var duration = content.ReadDuration(version);
        content.Skip(8 + 2); // reserved, layer
        var alternateGroup = (short)content.ReadUInt16();
        content.Skip(2 + 2); // volume, reserved
        return new TrackHeader(
            trackId,
            (flags & EnabledFlag) != 0,
            duration,
            alternateGroup,
            TransformMatrix.Parse(ref content),
            ReadFixed(ref content),
            ReadFixed(ref content));
    }

    private static Rational ReadFixed(ref BoxReader content) => new(content.ReadUInt32(), 0x10000);
}
