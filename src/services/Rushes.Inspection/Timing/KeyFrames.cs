using Rushes.Media.Timelines;

namespace Rushes.Inspection.Timing;

/// <summary>Frames that are coded without those before them: what coding leaves of a picture is another there.</summary>
internal static class KeyFrames
{
    /// <returns>Numbers of frames; empty where all are key frames, for then none differs from the others.</returns>
    public static IReadOnlySet<int> Of(Timeline timeline)
    {
        var keys = new HashSet<int>();
        if (timeline.SeekPoints.Count >= timeline.Count)
        {
            return keys;
        }

        var frame = 0;
        foreach (var time in timeline.SeekPoints)
        {
            while (frame < timeline.Count && timeline.SourceTime(frame) < time)
            {
                frame++;
            }

            if (frame < timeline.Count && timeline.SourceTime(frame) == time)
            {
                keys.Add(frame);
            }
        }

        return keys;
    }
}
