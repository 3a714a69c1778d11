namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>sidx</c>, ISO/IEC 14496-12 §8.16.3, as it stands in the file; samples are found without it.</summary>
/// <param name="Place">The box.</param>
/// <param name="TrackId">reference_ID.</param>
/// <param name="Timescale">Ticks a second.</param>
/// <param name="EarliestPresentationTime">Ticks.</param>
/// <param name="FirstOffset">Bytes from the end of the box to the first reference.</param>
/// <param name="References">In order.</param>
public sealed record SegmentIndex(
    BoxPlace Place, uint TrackId, uint Timescale, ulong EarliestPresentationTime, ulong FirstOffset, IReadOnlyList<SegmentReference> References)
{
    internal static SegmentIndex Parse(BoxReader content, BoxPlace place, NoteList notes)
    {
        var version = content.ReadVersionAndFlags().Version;
        var (trackId, timescale) = (content.ReadUInt32(), content.ReadUInt32());
        var earliest = version == 0 ? content.ReadUInt32() : content.ReadUInt64();
        var firstOffset = version == 0 ? content.ReadUInt32() : content.ReadUInt64();
        content.Skip(2); // reserved
        var references = new SegmentReference[content.Backed(content.ReadUInt16(), SegmentReference.BytesInFile, notes)];
        for (var i = 0; i < references.Length; i++)
        {
            references[i] = SegmentReference.Parse(ref content);
        }

        return new SegmentIndex(place, trackId, timescale, earliest, firstOffset, references);
    }
}
