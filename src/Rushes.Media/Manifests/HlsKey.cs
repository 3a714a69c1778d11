namespace Rushes.Media.Manifests;

/// <summary>A key as HLS names it (RFC 8216bis §4.4.4.4).</summary>
/// <param name="Method">"SAMPLE-AES" (cbcs), "SAMPLE-AES-CTR" (cenc).</param>
/// <param name="Uri">Where the key, or a licence for it, is to be had; written as it is.</param>
public sealed record HlsKey(string Method, string Uri)
{
    /// <summary>Null: "identity".</summary>
    public string? KeyFormat { get; init; }

    /// <summary>Null: "1".</summary>
    public string? KeyFormatVersions { get; init; }

    /// <summary>"0x" and 32 digits, or null.</summary>
    public string? Iv { get; init; }

    /// <summary>Position of the first segment that is encrypted: those before it are a clear lead.</summary>
    public int FromSegment { get; init; }
}
