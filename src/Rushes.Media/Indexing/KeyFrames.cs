using System.Collections;

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

        return new KeyFrames(Filter(picture, frames), starts);
    }

    // A key frame that is shown before an earlier one (none of a healthy stream is) would be out of order here.
    private static List<int> Ascending(FrameIndex picture)
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

    private static FrameIndex Filter(FrameIndex picture, List<int> frames)
    {
        var times = frames.Select(picture.PresentationTime).ToArray();
        var table = new FrameTable
        {
            Sizes = [.. frames.Select(picture.Size)],
            Offsets = [.. frames.Select(picture.Offset)],
            Times = times,
            LastDuration = picture.FirstTime + picture.TotalDuration - times[^1],
            Shown = null,
            Keys = new BitArray(frames.Count, defaultValue: true),
        };
        return new FrameIndex(picture.Format, picture.Timescale, picture.Origin, Chunks(picture, frames), table);
    }

    private static IndexedChunk[] Chunks(FrameIndex picture, List<int> frames)
    {
        var chunks = new List<IndexedChunk>();
        var first = 0;
        foreach (var group in frames.GroupBy(picture.ChunkOf))
        {
            chunks.Add(picture.Chunks[group.Key] with { FirstFrame = first, Count = group.Count() });
            first += group.Count();
        }

        return [.. chunks];
    }
}
