using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// When to force key frames, in seconds from the chunk's first frame. FFmpeg forces the first frame at or after each time
/// and knows microseconds only, so a time lies halfway between a key frame and the frame before it: rounding cannot miss.
/// </summary>
internal static class KeyFrameTimes
{
    public static IReadOnlyList<double> InChunk(Timeline video, ChunkTask task)
    {
        var recipe = task.Recipes[0];
        var plan = new SegmentPlan(video, recipe.Chunking.SegmentMs, recipe.Gop.DurationMs);
        var start = (int)task.Frames.From;
        return [.. plan.KeyFrames
            .Where(frame => frame >= start && frame < task.Frames.To)
            .Select(frame => frame == start ? 0 : Halfway(video, start, frame))];
    }

    private static double Halfway(Timeline video, int start, int frame)
    {
        var origin = video.PresentationTime(start);
        var twice = (video.PresentationTime(frame) - origin) + (video.PresentationTime(frame - 1) - origin);
        return twice / 2.0 / video.Timescale;
    }
}
