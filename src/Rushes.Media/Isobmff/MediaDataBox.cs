namespace Rushes.Media.Isobmff;

/// <summary><c>mdat</c>, ISO/IEC 14496-12 §8.1.1: only its header is written here, the samples stream behind it.</summary>
internal static class MediaDataBox
{
    public static int HeaderSize(long mediaSize) =>
        mediaSize + BoxHeader.ShortSize <= uint.MaxValue ? BoxHeader.ShortSize : BoxHeader.LongSize;

    public static void WriteHeader(BoxWriter writer, long mediaSize)
    {
        var large = HeaderSize(mediaSize) == BoxHeader.LongSize;
        writer.UInt32(large ? 1 : (uint)(mediaSize + BoxHeader.ShortSize));
        writer.Bytes("mdat"u8);
        if (large)
        {
            writer.UInt64((ulong)(mediaSize + BoxHeader.LongSize));
        }
    }
}
