namespace Rushes.Media.Manifests;

/// <summary>A key system that a DASH player may use (ISO/IEC 23009-1 §5.8.5.2).</summary>
/// <param name="SystemId">Registered by DASH-IF.</param>
/// <param name="Name">For people: "ClearKey1.0".</param>
public sealed record ProtectionSystem(Guid SystemId, string Name)
{
    /// <summary>ClearKey of W3C's Encrypted Media Extensions, as DASH-IF names it.</summary>
    public static Guid ClearKey { get; } = new("e2719d58-a985-b3c9-781a-b030af78d30e");

    /// <summary>The whole <c>pssh</c> box (ISO/IEC 23001-7 §8.1); empty where there is none.</summary>
    public ReadOnlyMemory<byte> Pssh { get; init; }

    /// <summary>Where a licence is to be had; null where the player knows.</summary>
    public string? LicenseUri { get; init; }
}
