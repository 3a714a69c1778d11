using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff;

/// <summary>A movie fragment before it is written: all sizes known.</summary>
/// <param name="SequenceNumber">From 1.</param>
/// <param name="From">First sample.</param>
/// <param name="To">Behind the last sample.</param>
/// <param name="Layout">Of its run.</param>
/// <param name="MediaSize">Bytes of the samples.</param>
internal sealed record CmafFragment(uint SequenceNumber, int From, int To, TrackRunLayout Layout, long MediaSize)
{
    public int MovieFragmentSize => MovieFragmentBox.Size(Layout, To - From);

    /// <summary>Of the first sample from the start of the <c>moof</c>.</summary>
    public int DataOffset => MovieFragmentSize + MediaDataBox.HeaderSize(MediaSize);

    public long Size => DataOffset + MediaSize;

    public static CmafFragment Create(FrameIndex index, uint sequenceNumber, int from, int to)
    {
        var media = 0L;
        for (var i = from; i < to; i++)
        {
            media += index.Size(i);
        }

        return new CmafFragment(sequenceNumber, from, to, TrackRunLayout.For(index, from, to), media);
    }
}
