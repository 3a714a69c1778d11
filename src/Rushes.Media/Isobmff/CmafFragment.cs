using Rushes.Media.Encryption;
using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff;

/// <summary>A movie fragment before it is written: all sizes known.</summary>
/// <param name="SequenceNumber">From 1.</param>
/// <param name="From">First sample.</param>
/// <param name="To">Behind the last sample.</param>
/// <param name="Layout">Of its run.</param>
/// <param name="MediaSize">Bytes of the samples.</param>
/// <param name="Entry">sample_description_index; null: the track's only one.</param>
/// <param name="AuxiliarySize">Of the boxes with what a player needs to decrypt the samples; 0: they are clear.</param>
internal sealed record CmafFragment(uint SequenceNumber, int From, int To, TrackRunLayout Layout, long MediaSize, uint? Entry, int AuxiliarySize)
{
    public int MovieFragmentSize => MovieFragmentBox.Size(Layout, Entry, To - From) + AuxiliarySize;

    /// <summary>Of the first sample from the start of the <c>moof</c>.</summary>
    public int DataOffset => MovieFragmentSize + MediaDataBox.HeaderSize(MediaSize);

    public long Size => DataOffset + MediaSize;

    /// <param name="index">Of the samples.</param>
    /// <param name="protection">Null: they are clear.</param>
    /// <param name="sequenceNumber">From 1.</param>
    /// <param name="from">First sample.</param>
    /// <param name="to">Behind the last sample.</param>
    public static CmafFragment Create(FrameIndex index, FragmentProtection? protection, uint sequenceNumber, int from, int to)
    {
        var media = 0L;
        for (var i = from; i < to; i++)
        {
            media += index.Size(i);
        }

        var layout = TrackRunLayout.For(index, from, to);
        return new CmafFragment(sequenceNumber, from, to, layout, media, protection?.EntryOf(from), protection?.Size(from, to) ?? 0);
    }
}
