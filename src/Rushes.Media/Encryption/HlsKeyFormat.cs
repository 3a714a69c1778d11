namespace Rushes.Media.Encryption;

/// <summary>How players of one DRM system find their key in HLS (RFC 8216 §4.3.2.4).</summary>
/// <param name="Format">KEYFORMAT: "com.apple.streamingkeydelivery", "urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed", …</param>
/// <param name="Versions">KEYFORMATVERSIONS: "1", "1/2".</param>
/// <param name="Uri">URI; "{kid}" in it stands for the key id, 32 hexadecimal digits.</param>
public sealed record HlsKeyFormat(string Format, string Versions, string Uri);
