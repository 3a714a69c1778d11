namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>mvhd</c>, ISO/IEC 14496-12 §8.2.2.</summary>
internal readonly record struct MovieHeader(uint Timescale, long? Duration, TransformMatrix Matrix)
{
    public static MovieHeader Parse(BoxReader content)
    {
        var version = content.ReadVersionAndFlags().Version;
        content.SkipTimes(version);
        var timescale = content.ReadTimescale();
        var duration = content.ReadDuration(version);
        content.Skip(4 + 2 + 10); // rate, volume, reserved
        return new MovieHeader(timescale, duration, TransformMatrix.Parse(ref content));
    }
}
