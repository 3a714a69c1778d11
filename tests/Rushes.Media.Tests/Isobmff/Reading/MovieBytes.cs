using System.Text;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Isobmff.Reading;

/// <summary>Movies made table by table. The media stand in front, from byte 8 on; the clock ticks 1000 times a second.</summary>
internal static class MovieBytes
{
    public const uint TrackId = 7;

    /// <summary>A sample entry of no codec.</summary>
    private static readonly byte[] Entry = [0, 0, 0, 16, .. "test"u8, 0, 0, 0, 0, 0, 0, 0, 1];

    public static byte[] Of(params Table[] tables) => Of("vide", [Entry], tables);

    public static byte[] Of(string handler, IReadOnlyList<byte[]> entries, params Table[] tables) => Of(handler, entries, 100, [], tables);

    /// <param name="handler">Four letters.</param>
    /// <param name="entries">Sample entries, whole boxes.</param>
    /// <param name="mediaSize">Bytes of media.</param>
    /// <param name="trackBoxes">In <c>trak</c>, in front of <c>mdia</c>; an <c>elst</c> gets its container.</param>
    /// <param name="tables">In <c>stbl</c>; a <c>trex</c> goes to <c>mvex</c>.</param>
    public static byte[] Of(string handler, IReadOnlyList<byte[]> entries, int mediaSize, Table[] trackBoxes, Table[] tables)
    {
        var writer = new BoxWriter();
        using (writer.Box("mdat"u8))
        {
            writer.Zeros(mediaSize);
        }

        using (writer.Box("moov"u8))
        {
            Write(writer, new Table("mvhd", [0, 0, 1000, 5000, 0x10000, 0x0100_0000, 0, 0, .. Matrix, 0, 0, 0, 0, 0, 0, 2]));
            WriteTrack(writer, handler, entries, trackBoxes, tables.Where(table => table.Type != "trex"));
            foreach (var extends in tables.Where(table => table.Type == "trex"))
            {
                using var mvex = writer.Box("mvex"u8);
                Write(writer, extends);
            }
        }

        return writer.Written.ToArray();
    }

    /// <summary>A fragment; each part starts with its <c>tfhd</c>.</summary>
    public static byte[] Fragment(params Table[][] parts)
    {
        var writer = new BoxWriter();
        using (writer.Box("moof"u8))
        {
            Write(writer, Table.Of("mfhd", 1));
            foreach (var part in parts)
            {
                using var traf = writer.Box("traf"u8);
                foreach (var table in part)
                {
                    Write(writer, table);
                }
            }
        }

        return writer.Written.ToArray();
    }

    public static byte[] Box(string type, params byte[] content)
    {
        var writer = new BoxWriter();
        using (writer.Box(Encoding.ASCII.GetBytes(type)))
        {
            writer.Bytes(content);
        }

        return writer.Written.ToArray();
    }

    private static uint[] Matrix => [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000];

    private static void WriteTrack(BoxWriter writer, string handler, IReadOnlyList<byte[]> entries, Table[] trackBoxes, IEnumerable<Table> tables)
    {
        using var trak = writer.Box("trak"u8);
        Write(writer, new Table("tkhd", [0, 0, TrackId, 0, 5000, 0, 0, 0, 0, .. Matrix, 640 << 16, 360 << 16], Flags: 1));
        foreach (var box in trackBoxes)
        {
            using var edts = writer.Box("edts"u8);
            Write(writer, box);
        }

        using var mdia = writer.Box("mdia"u8);
        Write(writer, Table.Of("mdhd", 0, 0, 1000, 5000, 0x15C7_0000));
        using (writer.FullBox("hdlr"u8))
        {
            writer.UInt32(0);
            writer.Bytes(Encoding.ASCII.GetBytes(handler));
            writer.Zeros(13);
        }

        using var minf = writer.Box("minf"u8);
        using var stbl = writer.Box("stbl"u8);
        using (writer.FullBox("stsd"u8))
        {
            writer.UInt32((uint)entries.Count);
            foreach (var entry in entries)
            {
                writer.Bytes(entry);
            }
        }

        foreach (var table in tables)
        {
            Write(writer, table);
        }
    }

    private static void Write(BoxWriter writer, Table table)
    {
        using var box = writer.FullBox(Encoding.ASCII.GetBytes(table.Type), table.Version, table.Flags);
        foreach (var word in table.Words)
        {
            writer.UInt32(word);
        }
    }
}
