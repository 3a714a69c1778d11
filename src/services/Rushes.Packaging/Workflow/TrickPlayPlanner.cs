using Rushes.Contracts;
using Rushes.Media.Indexing;

namespace Rushes.Packaging.Workflow;

/// <summary>
/// Of each picture (one codec, one range of brightness) one rendition whose key frames become a track of their own, for DASH players
/// that run fast. HLS names key frames where they lie.
/// </summary>
internal static class TrickPlayPlanner
{
    // At speed, nobody sees more; lower ones are for small screens.
    private const int Sufficient = 360;

    /// <param name="sources">All tracks.</param>
    /// <param name="tracks">Their tasks, in the same order.</param>
    public static IEnumerable<TrackTask> Plan(IReadOnlyList<TrackSource> sources, IReadOnlyList<TrackTask> tracks) =>
        from picture in sources.Zip(tracks).Where(one => one.First.IsVideo).GroupBy(one => (one.Second.Codec, VideoRanges.Of(one)))
        let chosen = Renditions.LowestWith(picture, one => one.First.Index.Format, Sufficient)
        let task = TaskOf(chosen.First, chosen.Second)
        where task is not null
        select task;

    /// <returns>Null where every frame is a key frame: the picture is its own track for trick play.</returns>
    private static TrackTask? TaskOf(TrackSource source, TrackTask picture)
    {
        var keys = KeyFrames.Of(source.Index, [.. picture.SegmentStarts.Select(start => (int)start)]).Index;
        if (keys.Count == source.Index.Count)
        {
            return null;
        }

        var rate = FrameRates.Of(keys);
        var task = picture.Clone();
        task.Kind = TrackKinds.TrickPlay;
        task.Bytes = keys.MediaBytes;
        task.FrameRate = new Rational { Numerator = rate.Numerator, Denominator = rate.Denominator };
        return task;
    }
}
