using System.Text;

namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>trak</c>, ISO/IEC 14496-12 §8.3.1.</summary>
internal static class TrackBox
{
    public static TrackBuilder Parse(BoxReader track, long fileLength, NoteList notes)
    {
        var header = TrackHeader.Parse(track.Find("tkhd"u8));
        var media = track.Find("mdia"u8);
        var mediaHeader = MediaHeader.Parse(media.Find("mdhd"u8));
        var information = media.Find("minf"u8);
        var table = information.Find("stbl"u8);
        var entries = SampleDescription.Parse(table.Find("stsd"u8), notes);
        var handler = media.TryFind("hdlr"u8, out var hdlr) ? Handler.Parse(hdlr) : default;
        var samples = SampleTableBoxes.Parse(table, entries, handler.Type.Is("soun"u8), fileLength, notes);
        return new TrackBuilder
        {
            Header = header,
            MediaHeader = mediaHeader,
            Handler = handler,
            Language = ExtendedLanguage(media) ?? mediaHeader.Language,
            SampleEntries = entries,
            ElsewhereEntries = Elsewhere(information, entries),
            Samples = samples,
            Edits = track.TryFind("edts"u8, out var edits) && edits.TryFind("elst"u8, out var list) ? EditListBox.Parse(list, notes) : [],
            References = track.TryFind("tref"u8, out var references) ? ReadReferences(references) : [],
            UserData = BoxList.Copy(track, "udta"u8),
            Metadata = BoxList.Copy(track, "meta"u8),
            Boxes = BoxList.Read(track),
            SampleProtection = SampleProtectionBoxes.Find(table, 0, null),
        };
    }

    // elng, §8.4.6.
    private static string? ExtendedLanguage(BoxReader media)
    {
        if (!media.TryFind("elng"u8, out var content))
        {
            return null;
        }

        content.ReadVersionAndFlags();
        var tag = Encoding.UTF8.GetString(content.ReadToEnd()).TrimEnd('\0');
        return tag.Length > 0 ? tag : null;
    }

    private static HashSet<int> Elsewhere(BoxReader information, SampleEntryBox[] entries) =>
        information.TryFind("dinf"u8, out var data) && data.TryFind("dref"u8, out var references)
            ? DataReferences.FindElsewhere(references, entries)
            : [];

    // tref, §8.3.3.
    private static List<TrackReference> ReadReferences(BoxReader content)
    {
        var references = new List<TrackReference>();
        while (content.TryReadBox(out var type, out var reference))
        {
            var ids = new uint[reference.Remaining / sizeof(uint)];
            for (var i = 0; i < ids.Length; i++)
            {
                ids[i] = reference.ReadUInt32();
            }

            references.Add(new TrackReference(type, ids));
        }

        return references;
    }
}
