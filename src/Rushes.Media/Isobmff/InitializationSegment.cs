using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff;

/// <summary>
/// <c>ftyp</c> and <c>moov</c> of a CMAF track (ISO/IEC 23000-19 §7.3): one track, no samples, no edit list, no dates.
/// </summary>
internal static class InitializationSegment
{
    public const uint TrackId = 1;

    public static void Write(BoxWriter writer, FrameIndex index, CmafTrackOptions options)
    {
        WriteFileType(writer);
        using var moov = writer.Box("moov"u8);
        WriteMovieHeader(writer, index.Timescale);
        using (writer.Box("trak"u8))
        {
            WriteTrackHeader(writer, index.Format);
            WriteMedia(writer, index, options);
        }

        using var mvex = writer.Box("mvex"u8);
        TrackExtendsBox.Write(writer, TrackId);
    }

    // ISO/IEC 14496-12 §4.3; "dash" for players of SegmentBase, "iso6" brings tfdt and default-base-is-moof.
    private static void WriteFileType(BoxWriter writer)
    {
        using var box = writer.Box("ftyp"u8);
        writer.Bytes("cmfc"u8);
        writer.UInt32(0);
        writer.Bytes("cmfciso6dash"u8);
    }

    // §8.2.2.
    private static void WriteMovieHeader(BoxWriter writer, uint timescale)
    {
        using var box = writer.FullBox("mvhd"u8);
        writer.Zeros(8); // no dates in media
        writer.UInt32(timescale);
        writer.UInt32(0); // duration lies in the fragments
        writer.UInt32(0x0001_0000); // rate 1
        writer.UInt16(0x0100); // volume 1
        writer.Zeros(10);
        WriteUnityMatrix(writer);
        writer.Zeros(24);
        writer.UInt32(TrackId + 1);
    }

    // §8.3.2: enabled, in movie; sizes are 16.16.
    private static void WriteTrackHeader(BoxWriter writer, TrackFormat format)
    {
        using var box = writer.FullBox("tkhd"u8, flags: 3);
        writer.Zeros(8);
        writer.UInt32(TrackId);
        writer.Zeros(4 + 4 + 8 + 2); // reserved, duration, reserved, layer
        writer.UInt16(format.Kind == TrackKind.Audio ? (ushort)1 : (ushort)0); // alternate_group
        writer.UInt16(format.Kind == TrackKind.Audio ? (ushort)0x0100 : (ushort)0); // volume
        writer.UInt16(0);
        WriteUnityMatrix(writer);
        writer.UInt32((uint)format.Width << 16);
        writer.UInt32((uint)format.Height << 16);
    }

    private static void WriteMedia(BoxWriter writer, FrameIndex index, CmafTrackOptions options)
    {
        using var mdia = writer.Box("mdia"u8);
        MediaHeaderBox.Write(writer, index.Timescale, options.Language);
        HandlerBox.Write(writer, index.Format.Kind);
        WriteExtendedLanguage(writer, options.Language);
        using var minf = writer.Box("minf"u8);
        WriteMediaHeader(writer, index.Format.Kind);
        WriteDataInformation(writer);
        using var stbl = writer.Box("stbl"u8);
        using (writer.FullBox("stsd"u8))
        {
            writer.UInt32(1);
            WriteSampleEntry(writer, index, options);
        }

        WriteEmptyTables(writer);
    }

    // §8.4.6; only where the three letters of mdhd do not say it all.
    private static void WriteExtendedLanguage(BoxWriter writer, string language)
    {
        if (language.Length > 3)
        {
            using var box = writer.FullBox("elng"u8);
            writer.Bytes(System.Text.Encoding.ASCII.GetBytes(language + "\0"));
        }
    }

    // vmhd (§12.1.2) or smhd (§12.2.2).
    private static void WriteMediaHeader(BoxWriter writer, TrackKind kind)
    {
        using var box = kind == TrackKind.Video ? writer.FullBox("vmhd"u8, flags: 1) : writer.FullBox("smhd"u8);
        writer.Zeros(kind == TrackKind.Video ? 8 : 4);
    }

    // §8.7.1: the media are in this file.
    private static void WriteDataInformation(BoxWriter writer)
    {
        using var dinf = writer.Box("dinf"u8);
        using var dref = writer.FullBox("dref"u8);
        writer.UInt32(1);
        using var url = writer.FullBox("url "u8, flags: 1);
    }

    private static void WriteSampleEntry(BoxWriter writer, FrameIndex index, CmafTrackOptions options)
    {
        var rates = BitRates.Of(index);
        if (index.Format.Kind == TrackKind.Video)
        {
            VisualSampleEntry.Write(writer, index.Format, options.Colour, rates);
        }
        else
        {
            AudioSampleEntry.Write(writer, index.Format, rates);
        }
    }

    // ISO/IEC 23000-19 §7.5.13 ff.: present and empty.
    private static void WriteEmptyTables(BoxWriter writer)
    {
        using (writer.FullBox("stts"u8))
        {
            writer.UInt32(0);
        }

        using (writer.FullBox("stsc"u8))
        {
            writer.UInt32(0);
        }

        using (writer.FullBox("stsz"u8))
        {
            writer.Zeros(8);
        }

        using (writer.FullBox("stco"u8))
        {
            writer.UInt32(0);
        }
    }

    private static void WriteUnityMatrix(BoxWriter writer)
    {
        ReadOnlySpan<uint> matrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000];
        foreach (var value in matrix)
        {
            writer.UInt32(value);
        }
    }
}
