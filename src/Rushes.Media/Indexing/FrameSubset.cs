using System.Collections;

namespace Rushes.Media.Indexing;

/// <summary>Some frames of a picture at their own times, each shown until the next of them, the last until the picture's end.</summary>
internal static class FrameSubset
{
    /// <param name="picture">Of all frames.</param>
    /// <param name="frames">In decode order; at least one.</param>
    public static FrameIndex Of(FrameIndex picture, IReadOnlyList<int> frames)
    {
        var order = frames.Select(picture.PresentationOrder).Order().ToArray();
        var times = Array.ConvertAll(order, number => picture.Frames.Times[number]);
        var shown = frames.Select(frame => Array.BinarySearch(order, picture.PresentationOrder(frame))).ToArray();
        var isDecodedAsShown = shown.Index().All(frame => frame.Item == frame.Index);
        var table = new FrameTable
        {
            Sizes = [.. frames.Select(picture.Size)],
            Offsets = [.. frames.Select(picture.Offset)],
            Times = times,
            LastDuration = picture.FirstTime + picture.TotalDuration - times[^1],
            Shown = isDecodedAsShown ? null : shown,
            Keys = new BitArray([.. frames.Select(picture.IsKey)]),
            DecodeDelay = isDecodedAsShown ? 0 : FrameTable.SmallestDelay(times, shown),
        };
        return new FrameIndex(picture.Format, picture.Timescale, picture.Origin, Chunks(picture, frames), table);
    }

    private static IndexedChunk[] Chunks(FrameIndex picture, IReadOnlyList<int> frames)
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
