using Rushes.Media.Timelines;

namespace Rushes.Inspection.Timing;

/// <summary>How far key frames are apart.</summary>
internal static class KeyDistance
{
    private const int Few = 3;

    /// <returns>Frames, as they are at most key frames; 0: there are too few.</returns>
    public static int Of(Timeline timeline)
    {
        if (timeline.SeekPoints.Count < Few || timeline.Count < 2)
        {
            return 0;
        }

        var frame = (timeline.SourceTime(timeline.Count - 1) - timeline.SourceTime(0)) / (double)(timeline.Count - 1);
        var distances = timeline.SeekPoints.Zip(timeline.SeekPoints.Skip(1), (one, next) => (int)Math.Round((next - one) / frame)).Order().ToList();
        return distances[distances.Count / 2];
    }
}
