namespace Rushes.Media.Encryption;

/// <summary>A ContentProtection element of an adaptation set (ISO/IEC 23009-1 §5.8.4.1, 23001-7 §11).</summary>
/// <param name="SchemeIdUri">Who reads it.</param>
/// <param name="Value">@value; null: none.</param>
/// <param name="DefaultKeyId">@cenc:default_KID; null: none.</param>
/// <param name="Pssh">Of cenc:pssh: a whole box in base64; null: none.</param>
/// <param name="LicenseUri">Of dashif:Laurl (namespace https://dashif.org/CPS); null: none.</param>
public sealed record DashContentProtection(
    string SchemeIdUri, string? Value = null, Guid? DefaultKeyId = null, string? Pssh = null, string? LicenseUri = null)
{
    /// <summary>What an adaptation set of tracks under one key says: first that it is encrypted, then for each system how to get the key.</summary>
    public static IReadOnlyList<DashContentProtection> Describe(PackageEncryption encryption, Guid keyId)
    {
        ArgumentNullException.ThrowIfNull(encryption);
        var elements = new List<DashContentProtection>
        {
            new("urn:mpeg:dash:mp4protection:2011", encryption.Scheme.Name(), keyId),
        };
        if (encryption.HasClearKey)
        {
            elements.Add(new(Urn(ProtectionSystem.ClearKeyId), "ClearKey1.0", LicenseUri: encryption.ClearKeyLicenseUri));
        }

        elements.AddRange(encryption.SystemsOf(keyId).Select(system =>
            new DashContentProtection(Urn(system.SystemId), Pssh: Convert.ToBase64String(ProtectionSystemBox.ToBytes(system)))));
        return elements;
    }

    private static string Urn(Guid systemId) => $"urn:uuid:{systemId}";
}
