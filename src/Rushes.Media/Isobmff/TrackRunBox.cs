using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff;

/// <summary><c>trun</c>, ISO/IEC 14496-12 §8.8.8: samples that lie one after another.</summary>
internal static class TrackRunBox
{
    public const uint HasDataOffset = 0x1;
    public const uint HasFirstFlags = 0x4;
    public const uint HasDurations = 0x100;
    public const uint HasSizes = 0x200;
    public const uint HasFlags = 0x400;
    public const uint HasCompositionOffsets = 0x800;

    /// <summary>Appends the samples of a run; their bytes must lie within the file.</summary>
    public static void Parse(BoxReader content, TrackFragmentHeaderBox header, ref SampleCursor cursor, SampleList samples)
    {
        var (version, flags) = content.ReadVersionAndFlags();
        var count = content.ReadUInt32();
        if ((flags & HasDataOffset) != 0)
        {
            cursor.Offset = header.BaseOffset + content.ReadInt32();
        }

        uint? firstFlags = (flags & HasFirstFlags) == 0 ? null : content.ReadUInt32();
        CheckCount(content, flags, count);
        for (var i = 0u; i < count; i++)
        {
            var duration = (flags & HasDurations) == 0 ? header.DefaultDuration : content.ReadUInt32();
            var size = (flags & HasSizes) == 0 ? header.DefaultSize : content.ReadUInt32();
            var sampleFlags = (flags & HasFlags) == 0 ? header.DefaultFlags : content.ReadUInt32();
            var composition = ReadComposition(ref content, version, flags);
            var isKey = SampleFlags.IsKey(i == 0 && firstFlags is { } first ? first : sampleFlags);
            samples.Add(content, ref cursor, size, duration, composition, isKey);
        }
    }

    public static int Size(TrackRunLayout layout, int count) =>
        12 + 4 + 4 + (layout.FirstFlags is null ? 0 : 4) + (layout.BytesPerSample * count);

    public static void Write(BoxWriter writer, TrackRunLayout layout, FrameIndex index, int from, int to, int dataOffset)
    {
        using var box = writer.FullBox("trun"u8, flags: layout.RunFlags);
        writer.UInt32((uint)(to - from));
        writer.Int32(dataOffset);
        if (layout.FirstFlags is { } first)
        {
            writer.UInt32(first);
        }

        for (var i = from; i < to; i++)
        {
            WriteSample(writer, layout.RunFlags, index, i);
        }
    }

    private static void WriteSample(BoxWriter writer, uint flags, FrameIndex index, int sample)
    {
        if ((flags & HasDurations) != 0)
        {
            writer.UInt32(checked((uint)index.Duration(sample)));
        }

        writer.UInt32((uint)index.Size(sample));
        if ((flags & HasFlags) != 0)
        {
            writer.UInt32(index.IsKey(sample) ? SampleFlags.Key : SampleFlags.Dependent);
        }

        if ((flags & HasCompositionOffsets) != 0)
        {
            writer.UInt32(checked((uint)index.CompositionOffset(sample)));
        }
    }

    private static long ReadComposition(ref BoxReader content, byte version, uint flags)
    {
        if ((flags & HasCompositionOffsets) == 0)
        {
            return 0;
        }

        // Signed from version 1 on.
        return version == 0 ? content.ReadUInt32() : content.ReadInt32();
    }

    // A run whose samples take no bytes in the box could claim four billion of them.
    private static void CheckCount(BoxReader content, uint flags, uint count)
    {
        var perSample = 4L * System.Numerics.BitOperations.PopCount(flags & (HasDurations | HasSizes | HasFlags | HasCompositionOffsets));
        if (perSample * count > content.Remaining || count > SampleList.MaximumCount)
        {
            throw content.Malformed($"claims {count} samples, more than it can hold");
        }
    }
}
