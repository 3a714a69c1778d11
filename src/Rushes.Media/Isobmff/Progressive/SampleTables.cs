using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff.Progressive;

/// <summary>The tables of one track, ISO/IEC 14496-12 §8.6 and §8.7: equal neighbours are said once.</summary>
/// <param name="index">Of the samples.</param>
/// <param name="runs">Of the track, in the order of the file.</param>
internal sealed class SampleTables(FrameIndex index, IReadOnlyList<InterleavedRun> runs)
{
    /// <param name="writer">Of <c>stbl</c>, behind <c>stsd</c>.</param>
    /// <param name="offsets">Of each run, in the file.</param>
    /// <param name="areLong">Whether offsets take 64 bits.</param>
    public void Write(BoxWriter writer, IReadOnlyList<long> offsets, bool areLong)
    {
        WriteTimes(writer);
        WriteCompositionOffsets(writer);
        WriteSyncSamples(writer);
        WriteChunks(writer);
        WriteSizes(writer);
        WriteOffsets(writer, offsets, areLong);
    }

    // stts, §8.6.1.2.
    private void WriteTimes(BoxWriter writer)
    {
        using var box = writer.FullBox("stts"u8);
        if (Pcm is { } pcm)
        {
            writer.UInt32(1);
            writer.UInt32(checked((uint)(index.TotalDuration / pcm.Duration)));
            writer.UInt32(pcm.Duration);
            return;
        }

        WriteRuns(writer, frame => checked((uint)index.Duration(frame)));
    }

    // ctts, §8.6.1.3; offsets are never negative, see FrameIndex.DecodeDelay.
    private void WriteCompositionOffsets(BoxWriter writer)
    {
        if (index.IsDecodedAsShown && index.DecodeDelay == 0)
        {
            return;
        }

        using var box = writer.FullBox("ctts"u8);
        WriteRuns(writer, frame => checked((uint)index.CompositionOffset(frame)));
    }

    // stss, §8.6.2; without it every sample is a sync sample.
    private void WriteSyncSamples(BoxWriter writer)
    {
        var keys = 0u;
        for (var i = 0; i < index.Count; i++)
        {
            keys += index.IsKey(i) ? 1u : 0;
        }

        if (keys == index.Count)
        {
            return;
        }

        using var box = writer.FullBox("stss"u8);
        writer.UInt32(keys);
        for (var i = 0; i < index.Count; i++)
        {
            if (index.IsKey(i))
            {
                writer.UInt32((uint)i + 1);
            }
        }
    }

    // stsc, §8.7.4.
    private void WriteChunks(BoxWriter writer)
    {
        using var box = writer.FullBox("stsc"u8);
        var count = writer.ReserveUInt32();
        var (entries, last) = (0u, 0u);
        for (var i = 0; i < runs.Count; i++)
        {
            var samples = SamplesOf(runs[i]);
            if (samples != last)
            {
                writer.UInt32((uint)i + 1);
                writer.UInt32(samples);
                writer.UInt32(1); // sample_description_index
                (entries, last) = (entries + 1, samples);
            }
        }

        count.Set(entries);
    }

    // stsz, §8.7.3.2.
    private void WriteSizes(BoxWriter writer)
    {
        using var box = writer.FullBox("stsz"u8);
        if (Pcm is { } pcm)
        {
            writer.UInt32(pcm.Size);
            writer.UInt32(checked((uint)(index.TotalDuration / pcm.Duration)));
            return;
        }

        writer.UInt32(0);
        writer.UInt32((uint)index.Count);
        for (var i = 0; i < index.Count; i++)
        {
            writer.UInt32((uint)index.Size(i));
        }
    }

    // stco or co64, §8.7.5.
    private static void WriteOffsets(BoxWriter writer, IReadOnlyList<long> offsets, bool areLong)
    {
        using var box = writer.FullBox(areLong ? "co64"u8 : "stco"u8);
        writer.UInt32((uint)offsets.Count);
        foreach (var offset in offsets)
        {
            writer.Duration(offset, areLong);
        }
    }

    private void WriteRuns(BoxWriter writer, Func<int, uint> valueOf)
    {
        var count = writer.ReserveUInt32();
        var entries = 0u;
        for (var from = 0; from < index.Count; entries++)
        {
            var value = valueOf(from);
            var to = from + 1;
            while (to < index.Count && valueOf(to) == value)
            {
                to++;
            }

            writer.UInt32((uint)(to - from));
            writer.UInt32(value);
            from = to;
        }

        count.Set(entries);
    }

    /// <summary>Uncompressed sound is indexed in blocks; in the file each instant is a sample, where the clock can say it.</summary>
    private PcmSample? Pcm => index.Format.PcmSampleSize is > 0 and var size && index.Timescale % (uint)index.Format.SampleRate == 0
        ? new PcmSample((uint)size, index.Timescale / (uint)index.Format.SampleRate)
        : null;

    private uint SamplesOf(InterleavedRun run) => Pcm is { } pcm ? checked((uint)(run.Size / pcm.Size)) : (uint)(run.To - run.From);

    private readonly record struct PcmSample(uint Size, uint Duration);
}
