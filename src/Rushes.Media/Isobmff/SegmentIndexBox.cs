namespace Rushes.Media.Isobmff;

/// <summary><c>sidx</c>, ISO/IEC 14496-12 §8.16.3: where the segments lie, right behind it.</summary>
internal static class SegmentIndexBox
{
    private const long LargestReference = int.MaxValue;
    private const uint StartsWithSapType1 = 0x9000_0000;

    public static int Size(int segments) => 12 + 28 + (12 * segments);

    /// <summary>Why these segments cannot be referenced, or null.</summary>
    public static string? Refusal(IReadOnlyList<CmafSegment> segments) =>
        segments.Count > ushort.MaxValue ? $"{segments.Count} segments are more than a segment index holds ({ushort.MaxValue})"
        : segments.Any(segment => segment.Bytes.Length > LargestReference) ? "a segment is larger than a segment index can say (2 GiB)"
        : segments.Any(segment => segment.Duration > uint.MaxValue) ? "a segment is longer than 32-bit ticks"
        : null;

    public static void Write(BoxWriter writer, uint timescale, long earliestTime, IReadOnlyList<CmafSegment> segments)
    {
        using var box = writer.FullBox("sidx"u8, version: 1);
        writer.UInt32(InitializationSegment.TrackId);
        writer.UInt32(timescale);
        writer.UInt64((ulong)earliestTime);
        writer.UInt64(0); // first_offset
        writer.UInt16(0);
        writer.UInt16((ushort)segments.Count);
        foreach (var segment in segments)
        {
            writer.UInt32((uint)segment.Bytes.Length); // reference_type 0: media
            writer.UInt32((uint)segment.Duration);
            writer.UInt32(StartsWithSapType1);
        }
    }
}
