namespace Rushes.Media.Encryption;

/// <summary>What a DRM system needs to ask for a licence: the content of a <c>pssh</c>.</summary>
/// <param name="SystemId">Who reads it.</param>
/// <param name="KeyIds">Of all keys it is for; empty: the data say it, and the box has version 0.</param>
/// <param name="Data">The system's own.</param>
public sealed record ProtectionSystem(Guid SystemId, IReadOnlyList<Guid> KeyIds, ReadOnlyMemory<byte> Data)
{
    /// <summary>W3C Common PSSH (cenc initialization data format): key ids and nothing else; ClearKey reads it.</summary>
    public static Guid CommonId { get; } = new("1077efec-c0b2-4d02-ace3-3c1e52e2fb4b");

    /// <summary>Of the DASH-IF's ClearKey descriptor.</summary>
    public static Guid ClearKeyId { get; } = new("e2719d58-a985-b3c9-781a-b030af78d30e");

    /// <param name="keyIds">At least one.</param>
    public static ProtectionSystem Common(IReadOnlyList<Guid> keyIds) => new(CommonId, keyIds, default);
}
