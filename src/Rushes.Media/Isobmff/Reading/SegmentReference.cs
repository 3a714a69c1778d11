namespace Rushes.Media.Isobmff.Reading;

/// <summary>An entry of <c>sidx</c> (§8.16.3.3).</summary>
/// <param name="IsIndex">It points to another <c>sidx</c> and not to media.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Duration">Ticks of the index.</param>
/// <param name="AccessPoint">starts_with_SAP, SAP_type and SAP_delta_time as they stand.</param>
public readonly record struct SegmentReference(bool IsIndex, uint Size, uint Duration, uint AccessPoint)
{
    internal const int BytesInFile = 12;

    internal static SegmentReference Parse(ref BoxReader content)
    {
        var word = content.ReadUInt32();
        return new SegmentReference((word & 0x8000_0000) != 0, word & 0x7FFF_FFFF, content.ReadUInt32(), content.ReadUInt32());
    }
}
