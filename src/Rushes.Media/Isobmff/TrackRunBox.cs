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
}
