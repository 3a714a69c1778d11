namespace Rushes.Media.Isobmff.Reading;

/// <summary>Fields that <c>mvhd</c>, <c>tkhd</c> and <c>mdhd</c> share: of 32 bits in version 0, of 64 from version 1 on.</summary>
internal static class HeaderFields
{
    /// <summary>creation_time and modification_time.</summary>
    public static void SkipTimes(this ref BoxReader content, byte version) => content.Skip(version == 0 ? 8 : 16);

    public static uint ReadTimescale(this ref BoxReader content)
    {
        var timescale = content.ReadUInt32();
        return timescale != 0 ? timescale : throw content.Malformed("timescale is zero");
    }

    /// <summary>Null where all bits are set, which means that nobody knew.</summary>
    public static long? ReadDuration(this ref BoxReader content, byte version)
    {
        if (version == 0)
        {
            return content.ReadUInt32() is var duration && duration == uint.MaxValue ? null : duration;
        }

        return content.ReadUInt64() is var longDuration && longDuration > Sums.Limit ? null : (long)longDuration;
    }
}
