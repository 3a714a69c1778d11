namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>mdhd</c>, ISO/IEC 14496-12 §8.4.2.</summary>
internal readonly record struct MediaHeader(uint Timescale, long? Duration, string Language)
{
    public static MediaHeader Parse(BoxReader content)
    {
        var version = content.ReadVersionAndFlags().Version;
        content.SkipTimes(version);
        return new MediaHeader(content.ReadTimescale(), content.ReadDuration(version), PackedLanguage.Read(content.ReadUInt16()));
    }
}
