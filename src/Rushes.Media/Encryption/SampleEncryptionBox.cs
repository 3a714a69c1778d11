using Rushes.Media.Isobmff;

namespace Rushes.Media.Encryption;

/// <summary><c>senc</c>, ISO/IEC 23001-7 §7.2: IVs and subsamples of the samples of a track fragment.</summary>
internal static class SampleEncryptionBox
{
    /// <summary>Bytes in front of the first sample's.</summary>
    public const int HeaderSize = BoxHeader.ShortSize + 4 + 4;

    private const uint UsesSubsamples = 0x2;

    /// <param name="content">Of the box.</param>
    /// <param name="sampleCount">Of the track fragment: the box must have as many.</param>
    /// <param name="table">Appended to; its IV size is the track's.</param>
    public static void Parse(BoxReader content, int sampleCount, SampleAuxiliaryTable table)
    {
        var flags = content.ReadVersionAndFlags().Flags;
        var count = content.ReadUInt32();
        if (count != sampleCount)
        {
            throw content.Malformed($"has {count} samples, its track fragment {sampleCount}");
        }

        var subsamples = Array.Empty<Subsample>();
        for (var sample = 0; sample < sampleCount; sample++)
        {
            var iv = content.ReadBytes(table.IvSize);
            var entries = (flags & UsesSubsamples) == 0 ? 0 : content.ReadUInt16();
            if (entries > content.Remaining / Subsample.Size)
            {
                throw content.Malformed($"claims {entries} subsamples, more than it can hold");
            }

            Array.Resize(ref subsamples, Math.Max(subsamples.Length, entries));
            for (var i = 0; i < entries; i++)
            {
                subsamples[i] = new Subsample(content.ReadUInt16(), content.ReadUInt32());
            }

            table.Add(iv, subsamples.AsSpan(0, entries));
        }
    }

    /// <summary>Of the whole box.</summary>
    public static int Size(SampleAuxiliaryTable table)
    {
        var size = HeaderSize;
        for (var sample = 0; sample < table.Count; sample++)
        {
            size = checked(size + SampleSize(table, sample));
        }

        return size;
    }

    /// <summary>What a sample takes: CencSampleAuxiliaryDataFormat, §7.1.</summary>
    public static int SampleSize(SampleAuxiliaryTable table, int sample) =>
        table.IvSize + (table.HasSubsamples ? 2 + (Subsample.Size * table.SubsampleCount(sample)) : 0);

    public static void Write(BoxWriter writer, SampleAuxiliaryTable table)
    {
        using var box = writer.FullBox("senc"u8, flags: table.HasSubsamples ? UsesSubsamples : 0);
        writer.UInt32((uint)table.Count);
        for (var sample = 0; sample < table.Count; sample++)
        {
            writer.Bytes(table.Iv(sample));
            if (table.HasSubsamples)
            {
                WriteSubsamples(writer, table.Subsamples(sample));
            }
        }
    }

    private static void WriteSubsamples(BoxWriter writer, ReadOnlySpan<Subsample> subsamples)
    {
        writer.UInt16(checked((ushort)subsamples.Length));
        foreach (var subsample in subsamples)
        {
            writer.UInt16(subsample.ClearBytes);
            writer.UInt32(subsample.ProtectedBytes);
        }
    }
}
