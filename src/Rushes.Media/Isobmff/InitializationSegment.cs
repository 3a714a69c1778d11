using Rushes.Media.Encryption;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff.Progressive;
using Rushes.Media.Isobmff.SampleEntries;

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
        MovieHeaderBox.Write(writer, index.Timescale, duration: 0, TrackId + 1);
        using (writer.Box("trak"u8))
        {
            TrackHeaderBox.Write(writer, TrackId, index.Format, duration: 0);
            Media(index, options).Write(writer);
        }

        using (writer.Box("mvex"u8))
        {
            TrackExtendsBox.Write(writer, TrackId);
        }

        foreach (var system in options.Protection?.Systems ?? [])
        {
            ProtectionSystemBox.Write(writer, system);
        }
    }

    // ISO/IEC 14496-12 §4.3; "dash" for players of SegmentBase, "iso6" brings tfdt and default-base-is-moof.
    private static void WriteFileType(BoxWriter writer)
    {
        using var box = writer.Box("ftyp"u8);
        writer.Bytes("cmfc"u8);
        writer.UInt32(0);
        writer.Bytes("cmfciso6dash"u8);
    }

    private static MediaBox Media(FrameIndex index, CmafTrackOptions options) => new()
    {
        Timescale = index.Timescale,
        Handler = MediaHandler.Of(index.Format.Kind),
        Language = options.Language,
        SampleEntries = SampleEntries(index, options),
        SampleTables = WriteEmptyTables,
    };

    // A clear lead has an entry of its own, behind the protected one that is the default.
    private static Action<BoxWriter>[] SampleEntries(FrameIndex index, CmafTrackOptions options)
    {
        Action<BoxWriter> clear = writer => SampleEntryBox.Write(writer, index, options.Colour, FileFlavour.Mp4);
        if (options.Protection is not { } protection)
        {
            return [clear];
        }

        var entry = new BoxWriter();
        clear(entry);
        Action<BoxWriter> hidden = writer => ProtectedSampleEntry.Write(writer, entry.Written.Span, index.Format.Kind, protection.Track);
        return protection.HasClearLead ? [hidden, clear] : [hidden];
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
}
