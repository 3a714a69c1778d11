using Rushes.Media.Isobmff;

namespace Rushes.Media.Encryption;

/// <summary>How the tracks of a package are encrypted, and what players are told about it. Holds keys: dispose it.</summary>
public sealed class PackageEncryption : IDisposable
{
    public required EncryptionScheme Scheme { get; init; }

    /// <summary>One for each label that a track of the package has; labels may share a key.</summary>
    public required IReadOnlyDictionary<KeyLabel, LabelledKey> Keys { get; init; }

    /// <summary>Whole segments that start earlier than so many milliseconds stay clear.</summary>
    public long ClearLeadMs { get; init; }

    /// <summary>Besides ClearKey.</summary>
    public IReadOnlyList<ProtectionSystem> Systems { get; init; } = [];

    /// <summary>Besides ClearKey.</summary>
    public IReadOnlyList<HlsKeyFormat> HlsKeyFormats { get; init; } = [];

    /// <summary>Players are told that ClearKey opens the package (W3C Encrypted Media Extensions §9.1).</summary>
    public bool HasClearKey { get; init; }

    /// <summary>Where DASH players ask for ClearKey's keys; null: the page knows them.</summary>
    public string? ClearKeyLicenseUri { get; init; }

    /// <summary>The key of a track; null when none was given for its label.</summary>
    public ContentKey? KeyOf(TrackFormat format) => Keys.GetValueOrDefault(KeyLabels.Of(format))?.Key;

    /// <summary>The <c>pssh</c> of a track, in the order that they were given.</summary>
    public IReadOnlyList<ProtectionSystem> SystemsOf(Guid keyId) =>
        HasClearKey ? [ProtectionSystem.Common([keyId]), .. Systems] : Systems;

    public void Dispose()
    {
        foreach (var labelled in Keys.Values)
        {
            labelled.Key.Dispose();
        }
    }

    /// <exception cref="ArgumentException">No key was given for the label of the track.</exception>
    internal TrackEncryption Describe(TrackFormat format)
    {
        var label = KeyLabels.Of(format);
        if (!Keys.TryGetValue(label, out var labelled))
        {
            throw new ArgumentException($"There is no key for tracks with the label {label}.", nameof(format));
        }

        var keyId = labelled.Key.Id;
        return Scheme == EncryptionScheme.Cenc
            ? TrackEncryption.Cenc(keyId)
            : TrackEncryption.Cbcs(format.Kind, keyId, labelled.ConstantIv.IsEmpty ? SampleIvs.Constant(keyId) : labelled.ConstantIv);
    }
}
