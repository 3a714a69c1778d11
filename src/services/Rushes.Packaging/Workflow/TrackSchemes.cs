using Rushes.Media.Encryption;

namespace Rushes.Packaging.Workflow;

/// <summary>Schemes of encryption, as tasks and proofs spell them.</summary>
internal static class TrackSchemes
{
    public const string Cbcs = "cbcs";
    public const string Cenc = "cenc";

    public static string NameOf(EncryptionScheme scheme) => scheme == EncryptionScheme.Cbcs ? Cbcs : Cenc;

    public static EncryptionScheme Of(string name) => name switch
    {
        Cbcs => EncryptionScheme.Cbcs,
        Cenc => EncryptionScheme.Cenc,
        _ => throw new ArgumentException($"'{name}' is no scheme of encryption.", nameof(name)),
    };
}
