using Rushes.Media.Indexing;

namespace Rushes.Media.Conformance;

/// <summary>Where key frames were promised that come at equal distances.</summary>
public static class PromisedKeyFrames
{
    /// <summary>The first frame at or after each multiple, in presentation order.</summary>
    /// <param name="index">Of the stream.</param>
    /// <param name="periodMs">Positive.</param>
    public static IReadOnlyList<int> Every(FrameIndex index, long periodMs)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(periodMs);
        var frames = new List<int>();
        var period = (Int128)periodMs * index.Timescale;
        Int128 next = 0;
        for (var i = 0; i < index.Count; i++)
        {
            var passed = ((Int128)index.Frames.Times[i] - index.FirstTime) * 1000;
            if (passed >= next)
            {
                frames.Add(i);
                next = ((passed / period) + 1) * period;
            }
        }

        return frames;
    }
}
