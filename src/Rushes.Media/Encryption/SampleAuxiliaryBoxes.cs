using Rushes.Media.Isobmff;

namespace Rushes.Media.Encryption;

/// <summary>
/// <c>saiz</c>, <c>saio</c> and <c>senc</c> of a protected track fragment (ISO/IEC 14496-12 §8.7.8, §8.7.9; 23001-7 §7): the
/// first two say where in the third the data of each sample lie.
/// </summary>
internal static class SampleAuxiliaryBoxes
{
    private const int SizesHeaderSize = 12 + 1 + 4;
    private const int OffsetsSize = 12 + 4 + 4;

    /// <summary>Of the boxes, all known before the first is written.</summary>
    public static int Size(SampleAuxiliaryTable table)
    {
        var sizes = HasSizes(table, out var common) ? SizesHeaderSize + (common is null ? table.Count : 0) + OffsetsSize : 0;
        return checked(sizes + SampleEncryptionBox.Size(table));
    }

    /// <param name="writer">In <c>traf</c>.</param>
    /// <param name="table">Of the fragment.</param>
    /// <param name="moofStart">Where in the writer the <c>moof</c> begins: offsets count from there (default-base-is-moof).</param>
    public static void Write(BoxWriter writer, SampleAuxiliaryTable table, int moofStart)
    {
        if (HasSizes(table, out var common))
        {
            WriteSizes(writer, table, common);
            WriteOffset(writer, moofStart);
        }

        SampleEncryptionBox.Write(writer, table);
    }

    // A size takes one byte. Where none has anything, or one has more than that can say, senc stands alone: it says it all itself.
    private static bool HasSizes(SampleAuxiliaryTable table, out byte? common)
    {
        var (smallest, largest) = (int.MaxValue, 0);
        for (var sample = 0; sample < table.Count; sample++)
        {
            var size = SampleEncryptionBox.SampleSize(table, sample);
            (smallest, largest) = (Math.Min(smallest, size), Math.Max(largest, size));
        }

        common = smallest == largest ? (byte)largest : null;
        return largest is > 0 and <= byte.MaxValue;
    }

    private static void WriteSizes(BoxWriter writer, SampleAuxiliaryTable table, byte? common)
    {
        using var box = writer.FullBox("saiz"u8);
        writer.UInt8(common ?? 0);
        writer.UInt32((uint)table.Count);
        for (var sample = 0; common is null && sample < table.Count; sample++)
        {
            writer.UInt8((byte)SampleEncryptionBox.SampleSize(table, sample));
        }
    }

    private static void WriteOffset(BoxWriter writer, int moofStart)
    {
        var data = writer.Written.Length + OffsetsSize + SampleEncryptionBox.HeaderSize;
        using var box = writer.FullBox("saio"u8);
        writer.UInt32(1);
        writer.UInt32((uint)(data - moofStart));
    }
}
