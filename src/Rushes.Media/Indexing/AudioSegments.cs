namespace Rushes.Media.Indexing;

/// <summary>Where the segments of an audio track start: on its own grid of access units, beside the picture's borders.</summary>
public static class AudioSegments
{
    /// <summary>
    /// For each multiple of the segment the access unit in which it falls, so that a segment's sound begins no later than its
    /// picture; ascending, from 0, without doubles.
    /// </summary>
    public static IReadOnlyList<int> Starts(FrameIndex audio, long segmentMs)
    {
        ArgumentNullException.ThrowIfNull(audio);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(segmentMs);
        var ticks = (Int128)segmentMs * audio.Timescale;
        var starts = new List<int> { 0 };
        for (var (unit, border) = (0, (Int128)1); unit < audio.Count; unit++)
        {
            var end = (Int128)(audio.PresentationTime(unit) + audio.Duration(unit)) * 1000;
            if (end <= border * ticks)
            {
                continue;
            }

            if (unit > 0)
            {
                starts.Add(unit);
            }

            border = ((end - 1) / ticks) + 1;
        }

        return starts;
    }
}
