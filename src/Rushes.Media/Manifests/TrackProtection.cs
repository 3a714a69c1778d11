using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Manifests;

/// <summary>How players get the key of an encrypted track.</summary>
/// <param name="KeyId">Of the key.</param>
/// <param name="Dash">The elements of its adaptation set.</param>
/// <param name="Hls">The tags of its playlists, which also hold for a clear lead.</param>
public sealed record TrackProtection(Guid KeyId, IReadOnlyList<DashContentProtection> Dash, IReadOnlyList<HlsKey> Hls)
{
    /// <param name="encryption">Of the package.</param>
    /// <param name="format">Of the track, which says the label of its key.</param>
    /// <exception cref="ArgumentException">No key was given for the track's label.</exception>
    public static TrackProtection Describe(PackageEncryption encryption, TrackFormat format)
    {
        ArgumentNullException.ThrowIfNull(encryption);
        var keyId = encryption.KeyOf(format)?.Id ?? throw new ArgumentException($"There is no key for tracks with the label {KeyLabels.Of(format)}.", nameof(format));
        return new TrackProtection(keyId, DashContentProtection.Describe(encryption, keyId), HlsKey.Describe(encryption, keyId));
    }
}
