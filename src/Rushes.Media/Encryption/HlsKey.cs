namespace Rushes.Media.Encryption;

/// <summary>An EXT-X-KEY or EXT-X-SESSION-KEY tag (RFC 8216 §4.3.2.4, §4.3.4.5; SAMPLE-AES-CTR: draft-pantos-hls-rfc8216bis §4.4.4.4).</summary>
/// <param name="Method">"SAMPLE-AES" or "SAMPLE-AES-CTR".</param>
/// <param name="KeyId">KEYID, which hls.js and shaka-player read though no RFC has it.</param>
/// <param name="Format">KEYFORMAT, its versions and the URI.</param>
public sealed record HlsKey(string Method, Guid KeyId, HlsKeyFormat Format)
{
    /// <summary>hls.js 1.7 takes it for ClearKey, where the page gives a licence URL. The key itself is not in the playlist.</summary>
    public const string ClearKeyFormat = "org.w3.clearkey";

    /// <summary>What stands behind the tag's name.</summary>
    public string Attributes =>
        $"METHOD={Method},URI=\"{Format.Uri}\",KEYID=0x{KeyId:N},KEYFORMAT=\"{Format.Format}\",KEYFORMATVERSIONS=\"{Format.Versions}\"";

    /// <summary>
    /// The tags of a track under a key: a media playlist has all in front of its first segment, a clear lead included (hls.js 1.7
    /// stalls where a key comes later); the multivariant playlist has those of every key.
    /// </summary>
    public static IReadOnlyList<HlsKey> Describe(PackageEncryption encryption, Guid keyId)
    {
        ArgumentNullException.ThrowIfNull(encryption);
        var method = encryption.Scheme == EncryptionScheme.Cbcs ? "SAMPLE-AES" : "SAMPLE-AES-CTR";
        return [.. Formats(encryption, keyId).Select(format => new HlsKey(method, keyId, format))];
    }

    private static IEnumerable<HlsKeyFormat> Formats(PackageEncryption encryption, Guid keyId)
    {
        foreach (var format in encryption.HlsKeyFormats)
        {
            yield return format with { Uri = format.Uri.Replace("{kid}", keyId.ToString("N"), StringComparison.Ordinal) };
        }

        if (encryption.HasClearKey)
        {
            var id = Convert.ToBase64String(keyId.ToByteArray(bigEndian: true));
            yield return new HlsKeyFormat(ClearKeyFormat, "1", $"data:text/plain;base64,{id}");
        }
    }
}
