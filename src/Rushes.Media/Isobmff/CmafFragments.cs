using Rushes.Media.Encryption;
using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff;

/// <summary>
/// Cuts segments into fragments: a new one at each key frame that nothing before depends on or is shown after, so that players can
/// fetch it alone to search. Where every frame is one, a second goes into a fragment.
/// </summary>
internal static class CmafFragments
{
    /// <param name="index">Of the samples.</param>
    /// <param name="segmentStarts">First sample of each segment, ascending, from 0.</param>
    /// <param name="protection">Null: they are clear.</param>
    /// <returns>Of each segment.</returns>
    /// <exception cref="ArgumentException">A segment does not start at such a frame.</exception>
    public static CmafFragment[][] Plan(FrameIndex index, IReadOnlyList<int> segmentStarts, FragmentProtection? protection)
    {
        var fragments = new CmafFragment[segmentStarts.Count][];
        var number = 1u;
        for (var i = 0; i < fragments.Length; i++)
        {
            var (from, to) = (segmentStarts[i], i + 1 < fragments.Length ? segmentStarts[i + 1] : index.Count);
            ThrowIfNotPackable(index, from, to, i);
            var starts = Starts(index, from, to);
            fragments[i] = new CmafFragment[starts.Count];
            for (var j = 0; j < starts.Count; j++)
            {
                fragments[i][j] = CmafFragment.Create(index, protection, number++, starts[j], j + 1 < starts.Count ? starts[j + 1] : to);
            }
        }

        return fragments;
    }

    // Sound has no GOPs: its segments are whole.
    private static List<int> Starts(FrameIndex index, int from, int to)
    {
        var starts = new List<int> { from };
        if (index.Format.Kind == TrackKind.Video)
        {
            foreach (var key in ClosedKeyFrames.Of(index, from, to))
            {
                if (index.DecodeTime(key) - index.DecodeTime(starts[^1]) >= index.Timescale)
                {
                    starts.Add(key);
                }
            }
        }

        return starts;
    }

    private static void ThrowIfNotPackable(FrameIndex index, int from, int to, int segment)
    {
        if (!index.IsKey(from) || index.PresentationOrder(from) != from)
        {
            throw new ArgumentException($"Segment {segment} does not start with a key frame at frame {from}.", nameof(from));
        }

        for (var i = from; i < to; i++)
        {
            if (index.PresentationOrder(i) < from || index.PresentationOrder(i) >= to)
            {
                throw new ArgumentException($"Frame {i} of segment {segment} is shown outside it.", nameof(from));
            }

            if (index.Duration(i) > uint.MaxValue || index.CompositionOffset(i) > uint.MaxValue)
            {
                throw new ArgumentException($"Frame {i} lasts or waits longer than 32-bit ticks can say.", nameof(from));
            }
        }
    }
}
