namespace Rushes.Media.Bitstreams;

/// <summary>A NAL unit in what was read.</summary>
/// <param name="bytes">From its header on, emulation prevention bytes included.</param>
/// <param name="offset">Of its header.</param>
internal readonly ref struct NalUnit(ReadOnlySpan<byte> bytes, int offset)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public int Offset { get; } = offset;
}
