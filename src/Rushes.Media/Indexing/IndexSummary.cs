using Rushes.Media.Timing;

namespace Rushes.Media.Indexing;

/// <summary>What is worth knowing of an index at a glance.</summary>
public sealed record IndexSummary
{
    private IndexSummary()
    {
    }

    /// <summary>Of all frames together.</summary>
    public required long Bytes { get; init; }

    /// <summary>Of the largest frame.</summary>
    public required int LargestFrame { get; init; }

    /// <summary>Key frames.</summary>
    public required int Keys { get; init; }

    /// <summary>Frames from a key frame to the next.</summary>
    public required int ShortestGroup { get; init; }

    /// <summary>Frames from a key frame to the next.</summary>
    public required int LongestGroup { get; init; }

    /// <summary>Of a frame that is shown, ticks.</summary>
    public required long ShortestDuration { get; init; }

    /// <summary>Of a frame that is shown, ticks.</summary>
    public required long LongestDuration { get; init; }

    /// <summary>Frames a second, the mean.</summary>
    public required Rational FrameRate { get; init; }

    public static IndexSummary Of(FrameIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        var (bytes, largest, keys, key, shortest, longest) = (0L, 0, 0, 0, int.MaxValue, 0);
        var (briefest, lengthiest) = (long.MaxValue, 0L);
        for (var i = 0; i < index.Count; i++)
        {
            (bytes, largest) = (bytes + index.Size(i), Math.Max(largest, index.Size(i)));
            (briefest, lengthiest) = (Math.Min(briefest, index.Duration(i)), Math.Max(lengthiest, index.Duration(i)));
            keys += index.IsKey(i) ? 1 : 0;
            if (i + 1 == index.Count || index.IsKey(i + 1))
            {
                (shortest, longest) = (Math.Min(shortest, i + 1 - key), Math.Max(longest, i + 1 - key));
                key = i + 1;
            }
        }

        return new IndexSummary
        {
            Bytes = bytes,
            LargestFrame = largest,
            Keys = keys,
            ShortestGroup = shortest,
            LongestGroup = longest,
            ShortestDuration = briefest,
            LongestDuration = lengthiest,
            FrameRate = new Rational(index.Count, index.TotalDuration) * index.Timescale,
        };
    }
}
