namespace Rushes.Media.Isobmff;

/// <summary><c>mdhd</c>, ISO/IEC 14496-12 §8.4.2: timescale and language of a track.</summary>
internal static class MediaHeaderBox
{
    private const string Undetermined = "und";

    /// <param name="writer">Of the media.</param>
    /// <param name="timescale">Ticks a second.</param>
    /// <param name="duration">Ticks; 0 where it lies in the fragments.</param>
    /// <param name="language">BCP 47.</param>
    public static void Write(BoxWriter writer, uint timescale, long duration, string language)
    {
        var isLong = duration > uint.MaxValue;
        using var box = writer.FullBox("mdhd"u8, version: isLong ? (byte)1 : (byte)0);
        writer.Zeros(isLong ? 16 : 8); // no dates in media
        writer.UInt32(timescale);
        writer.Duration(duration, isLong);
        writer.UInt16(PackLanguage(language));
        writer.UInt16(0);
    }

    // Three letters of ISO 639-2/T, five bits each. Longer tags (BCP 47) stand in the elng box and in the manifests.
    private static ushort PackLanguage(string language)
    {
        var code = LanguageTag.ToIso639(language) ?? Undetermined;
        return (ushort)(((code[0] - 0x60) << 10) | ((code[1] - 0x60) << 5) | (code[2] - 0x60));
    }
}
