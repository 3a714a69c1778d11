using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Manifests;

/// <summary>How players get the key of an encrypted track.</summary>
/// <param name="KeyId">default_KID.</param>
/// <param name="Dash">First the scheme, then each system; tracks under other keys are in other adaptation sets.</param>
/// <param name="HlsKeys">May be empty.</param>
public sealed record TrackProtection(Guid KeyId, IReadOnlyList<DashContentProtection> Dash, IReadOnlyList<HlsKey> HlsKeys)
{
    /// <exception cref="ArgumentException">No key was given for the track's label.</exception>
    public static TrackProtection Describe(PackageEncryption encryption, TrackFormat format)
    {
        ArgumentNullException.ThrowIfNull(encryption);
        var keyId = encryption.KeyOf(format)?.Id ?? throw new ArgumentException($"There is no key for tracks with the label {KeyLabels.Of(format)}.", nameof(format));
        return new TrackProtection(keyId, DashContentProtection.Describe(encryption, keyId), HlsKey.Describe(encryption, keyId));
    }
}
