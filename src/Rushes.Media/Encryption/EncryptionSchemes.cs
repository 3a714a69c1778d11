namespace Rushes.Media.Encryption;

internal static class EncryptionSchemes
{
    /// <summary>What <c>schm</c> and DASH call it.</summary>
    public static string Name(this EncryptionScheme scheme) => scheme == EncryptionScheme.Cbcs ? "cbcs" : "cenc";

    /// <summary>The scheme_type of <c>schm</c>.</summary>
    public static ReadOnlySpan<byte> Letters(this EncryptionScheme scheme) => scheme == EncryptionScheme.Cbcs ? "cbcs"u8 : "cenc"u8;
}
