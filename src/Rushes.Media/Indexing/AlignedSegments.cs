using Rushes.Media.Timing;

namespace Rushes.Media.Indexing;

/// <summary>
/// Where segments start in all renditions of a picture at once: at the first instant at or after each multiple of their length at
/// which every rendition has a key frame to start from. A player can then change rendition at any border.
/// </summary>
public static class AlignedSegments
{
    /// <param name="videos">Renditions of one picture, at least one.</param>
    /// <param name="segmentMs">Milliseconds, positive.</param>
    /// <returns>Of each video the first frame of each segment, ascending, from 0; all lists are equally long.</returns>
    /// <exception cref="ArgumentException">A video does not start with a key frame.</exception>
    public static IReadOnlyList<int>[] Starts(IReadOnlyList<FrameIndex> videos, long segmentMs)
    {
        ArgumentNullException.ThrowIfNull(videos);
        ArgumentOutOfRangeException.ThrowIfZero(videos.Count, nameof(videos));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(segmentMs);
        var keys = videos.Select(video => new KeyFrameCursor(video)).ToArray();
        if (Array.Exists(keys, cursor => cursor.Frame != 0))
        {
            throw new ArgumentException("A video does not start with a key frame.", nameof(videos));
        }

        var starts = videos.Select(_ => new List<int>()).ToArray();
        for (var border = long.MinValue; Meet(keys) is { } time; Array.ForEach(keys, cursor => cursor.Advance()))
        {
            var multiple = Multiple(time + keys[0].Tolerance, segmentMs);
            if (multiple < border && starts[0].Count > 0)
            {
                continue;
            }

            for (var i = 0; i < keys.Length; i++)
            {
                starts[i].Add(keys[i].Frame);
            }

            border = multiple + 1;
        }

        return starts;
    }

    /// <summary>Moves all to the next instant at which all have a key frame; null: there is none.</summary>
    private static Rational? Meet(KeyFrameCursor[] keys)
    {
        while (keys.All(cursor => !cursor.IsAtEnd))
        {
            var latest = keys.Max(cursor => cursor.Time);
            var isMet = true;
            foreach (var cursor in keys)
            {
                while (!cursor.IsAtEnd && cursor.Time + cursor.Tolerance < latest)
                {
                    cursor.Advance();
                    isMet = false;
                }
            }

            if (isMet)
            {
                return latest;
            }
        }

        return null;
    }

    private static long Multiple(Rational time, long segmentMs)
    {
        var scaled = (Int128)time.Numerator * 1000;
        var length = (Int128)time.Denominator * segmentMs;
        return (long)(scaled >= 0 ? scaled / length : ((scaled - length) + 1) / length);
    }
}
