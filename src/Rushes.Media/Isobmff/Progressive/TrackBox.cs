using Rushes.Media.Isobmff.SampleEntries;

namespace Rushes.Media.Isobmff.Progressive;

/// <summary><c>trak</c>, ISO/IEC 14496-12 §8.3.1, of a progressive file.</summary>
internal sealed class TrackBox(ProgressiveTrack track, uint id, EditListBox edits, FileFlavour flavour)
{
    /// <summary>Of the track with the picture's timecode; 0: none.</summary>
    public uint TimecodeId { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <param name="writer">Of the movie.</param>
    /// <param name="tables">Of its samples.</param>
    /// <param name="offsets">Of its chunks, in the file.</param>
    /// <param name="areLong">Whether offsets take 64 bits.</param>
    public void Write(BoxWriter writer, SampleTables tables, IReadOnlyList<long> offsets, bool areLong)
    {
        var index = track.Index;
        using var trak = writer.Box("trak"u8);
        TrackHeaderBox.Write(writer, id, index.Format, edits.Total, IsEnabled);
        edits.Write(writer, flavour);
        if (TimecodeId != 0)
        {
            // §8.3.3.
            using var tref = writer.Box("tref"u8);
            using var reference = writer.Box("tmcd"u8);
            writer.UInt32(TimecodeId);
        }

        new MediaBox
        {
            Timescale = index.Timescale,
            Handler = MediaHandler.Of(index.Format.Kind),
            Duration = index.TotalDuration,
            Language = track.Language,
            Name = track.Name,
            Flavour = flavour,
            SampleEntries = [entry => SampleEntryBox.Write(entry, index, track.Colour, flavour)],
            SampleTables = table => tables.Write(table, offsets, areLong),
        }.Write(writer);
    }
}
