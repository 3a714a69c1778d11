namespace Rushes.Media.Manifests.Hls;

/// <summary>EXT-X-KEY and EXT-X-SESSION-KEY have the same attributes (RFC 8216bis §4.4.4.4, §4.4.6.5).</summary>
internal static class HlsKeyTag
{
    public static HlsTag Create(string name, HlsKey key)
    {
        var tag = new HlsTag(name).Plain("METHOD", $"{key.Method}").Quoted("URI", key.Uri);
        return (key.Iv is { } iv ? tag.Plain("IV", $"{iv}") : tag)
            .Quoted("KEYFORMAT", key.KeyFormat)
            .Quoted("KEYFORMATVERSIONS", key.KeyFormatVersions);
    }
}
