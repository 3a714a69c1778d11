namespace Rushes.Media.Encryption;

/// <summary>The key of the tracks with a label.</summary>
/// <param name="Key">Disposed by who holds the set.</param>
/// <param name="ConstantIv">Of cbcs, where a licence server asks for one: 16 bytes; empty: made from the KID.</param>
public sealed record LabelledKey(ContentKey Key, ReadOnlyMemory<byte> ConstantIv);
