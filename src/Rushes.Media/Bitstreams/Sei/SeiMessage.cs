namespace Rushes.Media.Bitstreams.Sei;

/// <summary>A message in an SEI unit.</summary>
/// <param name="type">payloadType.</param>
/// <param name="payload">Emulation prevention bytes included.</param>
/// <param name="offset">Of the payload, in the unit.</param>
internal readonly ref struct SeiMessage(SeiType type, ReadOnlySpan<byte> payload, int offset)
{
    public SeiType Type { get; } = type;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    public int Offset { get; } = offset;

    public BitReader Bits => BitReader.OfPayload(Payload, "SEI");
}
