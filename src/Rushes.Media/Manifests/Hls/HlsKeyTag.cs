using Rushes.Media.Encryption;

namespace Rushes.Media.Manifests.Hls;

/// <summary>EXT-X-KEY and EXT-X-SESSION-KEY have the same attributes (RFC 8216bis §4.4.4.4, §4.4.6.5).</summary>
internal static class HlsKeyTag
{
    public static HlsTag Create(string name, HlsKey key) => new HlsTag(name)
        .Plain("METHOD", $"{key.Method}")
        .Quoted("URI", key.Format.Uri)
        .Plain("KEYID", $"0x{key.KeyId:N}")
        .Quoted("KEYFORMAT", key.Format.Format)
        .Quoted("KEYFORMATVERSIONS", key.Format.Versions);
}
