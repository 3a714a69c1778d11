namespace Rushes.Streaming.Ladders;

/// <summary>The length of a group of pictures where no recipe names one.</summary>
public static class GopLength
{
    /// <summary>The longest that is chosen without being asked for.</summary>
    public const long LongestMs = 2_000;

    /// <summary>The largest divisor of the segment up to 2 s, so that every segment starts with a key frame.</summary>
    /// <param name="segmentMs">Positive.</param>
    public static long For(long segmentMs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(segmentMs);
        var gops = (segmentMs + LongestMs - 1) / LongestMs;
        while (segmentMs % gops != 0)
        {
            gops++;
        }

        return segmentMs / gops;
    }
}
