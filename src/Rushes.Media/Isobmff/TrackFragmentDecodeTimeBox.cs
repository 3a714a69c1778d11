namespace Rushes.Media.Isobmff;

/// <summary><c>tfdt</c>, ISO/IEC 14496-12 §8.8.12: decode time of the first sample of a fragment.</summary>
internal static class TrackFragmentDecodeTimeBox
{
    public const int Size = 20;

    public static void Write(BoxWriter writer, long decodeTime)
    {
        using var box = writer.FullBox("tfdt"u8, version: 1);
        writer.UInt64((ulong)decodeTime);
    }
}
