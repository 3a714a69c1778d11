using Rushes.Media.Encryption;

namespace Rushes.Media.Manifests;

/// <summary>How players get the key of an encrypted track.</summary>
/// <param name="KeyId">Of the key.</param>
/// <param name="Dash">The elements of its adaptation set.</param>
/// <param name="Hls">The tags of its playlists, which also hold for a clear lead.</param>
public sealed record TrackProtection(Guid KeyId, IReadOnlyList<DashContentProtection> Dash, IReadOnlyList<HlsKey> Hls)
{
    /// <param name="encryption">Of the package.</param>
    /// <param name="keyId">Of the track.</param>
    public static TrackProtection Of(PackageEncryption encryption, Guid keyId) =>
        new(keyId, DashContentProtection.Describe(encryption, keyId), HlsKey.Describe(encryption, keyId));
}
