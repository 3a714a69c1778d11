namespace Rushes.Media.Isobmff;

/// <summary><c>moov</c>, ISO/IEC 14496-12 §8.2.1, of a fragmented file with one track: what holds for all its samples.</summary>
internal sealed record MovieBox(uint TrackId, uint Timescale, BoxType Handler, byte[] SampleEntry, TrackExtendsBox Defaults)
{
    public static MovieBox Parse(BoxReader content)
    {
        var track = OnlyTrack(content);
        var media = track.Find("mdia"u8);
        var trackId = ReadTrackId(track.Find("tkhd"u8));
        var extends = TrackExtendsBox.Parse(content.Find("mvex"u8).Find("trex"u8));
        if (extends.TrackId != trackId)
        {
            throw content.Malformed($"trex is for track {extends.TrackId}, the track is {trackId}");
        }

        return new MovieBox(
            trackId,
            MediaHeaderBox.ParseTimescale(media.Find("mdhd"u8)),
            HandlerBox.Parse(media.Find("hdlr"u8)),
            SampleDescriptionBox.FirstEntry(media.Find("minf"u8).Find("stbl"u8).Find("stsd"u8)),
            extends);
    }

    private static BoxReader OnlyTrack(BoxReader content)
    {
        var children = content;
        BoxReader track = default;
        var count = 0;
        while (children.TryReadBox(out var type, out var child))
        {
            if (type.Is("trak"u8))
            {
                track = child;
                count++;
            }
        }

        return count == 1 ? track : throw content.Malformed($"has {count} tracks instead of one");
    }

    // §8.3.2: times of 32 or 64 bits stand before the track_ID.
    private static uint ReadTrackId(BoxReader content)
    {
        content.Skip(content.ReadVersionAndFlags().Version == 1 ? 16 : 8);
        return content.ReadUInt32();
    }
}
