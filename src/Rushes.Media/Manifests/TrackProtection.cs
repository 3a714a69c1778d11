namespace Rushes.Media.Manifests;

/// <summary>How players get the key of an encrypted track.</summary>
public sealed record TrackProtection
{
    /// <summary>ISO/IEC 23001-7 §10: "cenc" or "cbcs".</summary>
    public required string Scheme { get; init; }

    /// <summary>Written in the order of its digits (RFC 9562 §4).</summary>
    public required Guid DefaultKeyId { get; init; }

    /// <summary>For DASH; may be empty.</summary>
    public IReadOnlyList<ProtectionSystem> Systems { get; init; } = [];

    /// <summary>For HLS; may be empty.</summary>
    public IReadOnlyList<HlsKey> HlsKeys { get; init; } = [];
}
