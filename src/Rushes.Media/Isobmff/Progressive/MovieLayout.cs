namespace Rushes.Media.Isobmff.Progressive;

/// <summary>Everything in front of the media: <c>ftyp moov</c> and the header of <c>mdat</c>.</summary>
internal sealed class MovieLayout(IReadOnlyList<ProgressiveTrack> tracks, IReadOnlyList<InterleavedRun> runs, ProgressiveOptions options)
{
    private readonly uint _timescale = tracks[0].Index.Timescale;
    private readonly int _timecodeSize = options.Timecode is null ? 0 : QuickTime.TimecodeTrack.SampleSize;

    /// <summary>The offsets that the tables hold decide how many bits they take, and these how long the tables are.</summary>
    public ReadOnlyMemory<byte> Write(long mediaSize)
    {
        var size = Write(mediaSize, mediaStart: 0, areLong: false).Length;
        var areLong = size + mediaSize > uint.MaxValue;
        size = areLong ? Write(mediaSize, mediaStart: 0, areLong).Length : size;
        return Write(mediaSize, mediaStart: size, areLong);
    }

    private ReadOnlyMemory<byte> Write(long mediaSize, long mediaStart, bool areLong)
    {
        var writer = new BoxWriter();
        WriteFileType(writer);
        WriteMovie(writer, OffsetsOf(mediaStart + _timecodeSize), mediaStart, areLong);
        MediaDataBox.WriteHeader(writer, mediaSize);
        return writer.Written;
    }

    // ISO/IEC 14496-12 §4.3; "qt  " is QuickTime File Format's own.
    private void WriteFileType(BoxWriter writer)
    {
        using var box = writer.Box("ftyp"u8);
        if (options.Flavour == FileFlavour.QuickTime)
        {
            writer.Bytes("qt  "u8);
            writer.UInt32(0x2005_0300);
            writer.Bytes("qt  "u8);
            return;
        }

        writer.Bytes("isom"u8);
        writer.UInt32(0x200);
        writer.Bytes("isomiso2mp41"u8);
    }

    private void WriteMovie(BoxWriter writer, List<long>[] offsets, long mediaStart, bool areLong)
    {
        var edits = tracks.Select(track => EditListBox.Of(track.Index, _timescale)).ToArray();
        var timecodeId = options.Timecode is null ? 0 : (uint)tracks.Count + 1;
        using var moov = writer.Box("moov"u8);
        MovieHeaderBox.Write(writer, _timescale, edits.Max(edit => edit.Total), (uint)tracks.Count + 2);
        for (var i = 0; i < tracks.Count; i++)
        {
            var box = new TrackBox(tracks[i], (uint)i + 1, edits[i], options.Flavour)
            {
                TimecodeId = tracks[i].Index.Format.Kind == TrackKind.Video ? timecodeId : 0,
                IsEnabled = !tracks.Take(i).Any(other => other.Index.Format.Kind == tracks[i].Index.Format.Kind),
            };
            var tables = new SampleTables(tracks[i].Index, [.. runs.Where(run => run.Track == i)]);
            box.Write(writer, tables, offsets[i], areLong);
        }

        options.Timecode?.Write(writer, timecodeId, _timescale, edits[0].Total, mediaStart, areLong);
    }

    private List<long>[] OffsetsOf(long start)
    {
        var offsets = tracks.Select(_ => new List<long>()).ToArray();
        foreach (var run in runs)
        {
            offsets[run.Track].Add(start);
            start += run.Size;
        }

        return offsets;
    }
}
