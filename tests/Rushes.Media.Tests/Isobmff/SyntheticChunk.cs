using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.SampleEntries;

namespace Rushes.Media.Tests.Isobmff;

/// <summary>Fragmented files made box by box, as FFmpeg lays them out, to be damaged at will.</summary>
internal static class SyntheticChunk
{
    public const uint Timescale = 12800;

    private static readonly byte[] AvcC = [1, 100, 0, 31, 0xFF, 0xE1, 0, 2, 0x67, 1, 1, 0, 1, 0x68, 0xFD, 0xF8, 0xF8, 0];

    /// <param name="order">Presentation number of each frame in decode order.</param>
    /// <param name="pictureSet">One byte of the parameter sets.</param>
    /// <param name="keys">Frames that are key frames, in decode order.</param>
    /// <param name="sizes">Bytes of each frame; null: ten, and one more with each.</param>
    public static byte[] Video(IReadOnlyList<int> order, byte pictureSet = 0x68, int[]? keys = null, uint[]? sizes = null)
    {
        var samples = order.Select((number, frame) =>
            (Size: sizes?[frame] ?? 10u + (uint)frame, Composition: (uint)((number - frame + 3) * 512), IsKey: keys?.Contains(frame) == true)).ToArray();
        var writer = new BoxWriter();
        WriteHeaders(writer, "vide"u8, AvcEntry(pictureSet));
        var dataOffset = 8 + 16 + 8 + 16 + 20 + 20 + (12 * samples.Length) + 8;
        using (writer.Box("moof"u8))
        {
            using (writer.FullBox("mfhd"u8))
            {
                writer.UInt32(1);
            }

            using var traf = writer.Box("traf"u8);
            using (writer.FullBox("tfhd"u8, flags: 0x20000))
            {
                writer.UInt32(1);
            }

            using (writer.FullBox("tfdt"u8, version: 1))
            {
                writer.UInt64(0);
            }

            using var trun = writer.FullBox("trun"u8, flags: 0xE01);
            writer.UInt32((uint)samples.Length);
            writer.Int32(dataOffset);
            foreach (var (size, composition, isKey) in samples)
            {
                writer.UInt32(size);
                writer.UInt32(isKey ? SampleFlags.Key : SampleFlags.Dependent);
                writer.UInt32(composition);
            }
        }

        using (writer.Box("mdat"u8))
        {
            writer.Zeros((int)samples.Sum(sample => sample.Size));
        }

        return writer.Written.ToArray();
    }

    public static async Task<ChunkFile> ChunkAsync(int number, byte[] bytes)
    {
        var file = await FragmentedFile.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);
        return new ChunkFile(number, $"chunk-{number}.mp4", bytes.Length, new byte[32], file);
    }

    public static void WriteHeaders(BoxWriter writer, ReadOnlySpan<byte> handler, byte[] sampleEntry, int tracks = 1)
    {
        using var moov = writer.Box("moov"u8);
        using (writer.FullBox("mvhd"u8))
        {
            writer.Zeros(8);
            writer.UInt32(Timescale);
            writer.Zeros(84);
        }

        for (var i = 0; i < tracks; i++)
        {
            WriteTrack(writer, handler, sampleEntry);
        }

        using var mvex = writer.Box("mvex"u8);
        using var trex = writer.FullBox("trex"u8);
        writer.UInt32(1);
        writer.UInt32(1);
        writer.UInt32(512);
        writer.Zeros(8);
    }

    public static byte[] AvcEntry(byte pictureSet)
    {
        var configuration = AvcC.ToArray();
        configuration[13] = pictureSet;
        var writer = new BoxWriter();
        SampleEntryBox.Write(writer, Formats.Avc(configuration, 64, 36));
        return writer.Written.ToArray();
    }

    private static void WriteTrack(BoxWriter writer, ReadOnlySpan<byte> handler, byte[] sampleEntry)
    {
        using var trak = writer.Box("trak"u8);
        using (writer.FullBox("tkhd"u8))
        {
            writer.Zeros(8);
            writer.UInt32(1);
            writer.Zeros(68);
        }

        using var mdia = writer.Box("mdia"u8);
        using (writer.FullBox("mdhd"u8))
        {
            writer.Zeros(8);
            writer.UInt32(Timescale);
            writer.Zeros(8);
        }

        using (writer.FullBox("hdlr"u8))
        {
            writer.Zeros(4);
            writer.Bytes(handler);
            writer.Zeros(13);
        }

        using var minf = writer.Box("minf"u8);
        using var stbl = writer.Box("stbl"u8);
        using var stsd = writer.FullBox("stsd"u8);
        writer.UInt32(1);
        writer.Bytes(sampleEntry);
    }
}
