namespace Rushes.Media.Indexing;

/// <summary>The key frames of a picture as a track of their own, each shown until the next: for players that run fast.</summary>
/// <param name="Index">Of the key frames, where they lie.</param>
/// <param name="SegmentStarts">The segments of the picture, counted in key frames.</param>
public sealed record KeyFrames(FrameIndex Index, IReadOnlyList<int> SegmentStarts)
{
    /// <param name="picture">Of all frames.</param>
    /// <param name="segmentStarts">First frame of each segment, ascending, from 0; each is a key frame.</param>
    public static KeyFrames Of(FrameIndex picture, IReadOnlyList<int> segmentStarts)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(segmentStarts);
        FrameRanges.ThrowIfNotAscending(segmentStarts, picture.Count, nameof(segmentStarts));
        var frames = Ascending(picture);
        var starts = segmentStarts.Select(start => frames.BinarySearch(start)).ToArray();
        if (Array.Exists(starts, start => start < 0))
        {
            throw new ArgumentException("A segment does not start with a key frame.", nameof(segmentStarts));
        }

        return new KeyFrames(FrameSubset.Of(picture, frames), starts);
    }

    /// <summary>In decode order. A key frame that is shown before an earlier one (none of a healthy stream is) would be out of order here.</summary>
    internal static List<int> Ascending(FrameIndex picture)
    {
        var frames = new List<int>();
        var shown = -1;
        for (var i = 0; i < picture.Count; i++)
        {
            if (picture.IsKey(i) && picture.PresentationOrder(i) > shown)
            {
                shown = picture.PresentationOrder(i);
                frames.Add(i);
            }
        }

        return frames;
    }
}
