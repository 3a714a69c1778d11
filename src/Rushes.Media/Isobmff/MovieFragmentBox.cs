using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff;

/// <summary><c>moof</c>, ISO/IEC 14496-12 §8.8.4, with one track fragment.</summary>
internal static class MovieFragmentBox
{
    public static void Parse(BoxReader content, long moofOffset, MovieBox movie, SampleList samples)
    {
        var found = 0;
        while (content.TryReadBox(out var type, out var child))
        {
            if (!type.Is("traf"u8))
            {
                continue;
            }

            if (++found > 1)
            {
                throw child.Malformed("a second track fragment");
            }

            ParseTrack(child, moofOffset, movie, samples);
        }
    }

    public static int Size(TrackRunLayout layout, int count) =>
        8 + 16 + 8 + TrackFragmentHeaderBox.Size(layout) + TrackFragmentDecodeTimeBox.Size + TrackRunBox.Size(layout, count);

    /// <summary>A fragment whose samples follow in one <c>mdat</c> right behind it.</summary>
    public static void Write(BoxWriter writer, CmafFragment fragment, FrameIndex index, long baseTicks)
    {
        using var moof = writer.Box("moof"u8);
        using (writer.FullBox("mfhd"u8))
        {
            writer.UInt32(fragment.SequenceNumber);
        }

        using var traf = writer.Box("traf"u8);
        TrackFragmentHeaderBox.Write(writer, InitializationSegment.TrackId, fragment.Layout);
        TrackFragmentDecodeTimeBox.Write(writer, baseTicks + index.DecodeTime(fragment.From));
        TrackRunBox.Write(writer, fragment.Layout, index, fragment.From, fragment.To, fragment.DataOffset);
    }

    private static void ParseTrack(BoxReader track, long moofOffset, MovieBox movie, SampleList samples)
    {
        var header = TrackFragmentHeaderBox.Parse(track.Find("tfhd"u8), moofOffset, movie.Defaults);
        if (header.TrackId != movie.TrackId)
        {
            throw track.Malformed($"is of track {header.TrackId}, the file's is {movie.TrackId}");
        }

        var cursor = new SampleCursor
        {
            Offset = header.BaseOffset,
            DecodeTime = TrackFragmentDecodeTimeBox.Parse(track.Find("tfdt"u8)),
        };
        while (track.TryReadBox(out var type, out var run))
        {
            if (type.Is("trun"u8))
            {
                TrackRunBox.Parse(run, header, ref cursor, samples);
            }
        }
    }
}
