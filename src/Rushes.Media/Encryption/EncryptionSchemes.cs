namespace Rushes.Media.Encryption;

public static class EncryptionSchemes
{
    /// <summary>What <c>schm</c> and DASH call it.</summary>
    public static string Name(this EncryptionScheme scheme) => scheme == EncryptionScheme.Cbcs ? "cbcs" : "cenc";

    /// <summary>Null: none of those that Rushes writes.</summary>
    public static EncryptionScheme? Find(string name) => name switch
    {
        "cbcs" => EncryptionScheme.Cbcs,
        "cenc" => EncryptionScheme.Cenc,
        _ => null,
    };

    /// <summary>The scheme_type of <c>schm</c>.</summary>
    public static ReadOnlySpan<byte> Letters(this EncryptionScheme scheme) => scheme == EncryptionScheme.Cbcs ? "cbcs"u8 : "cenc"u8;
}
