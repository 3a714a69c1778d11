using System.Globalization;
using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// The times that an encoder sees. They spend its bits and force its key frames, and no more: the index takes times from the
/// timeline. Most encoders know one frame rate only, and are given frame after frame at that rate.
/// </summary>
internal static class EncoderClock
{
    public static string TimeBase(VideoFormat format, Recipe recipe, Timeline video) => GoesByTimes(format, video)
        ? SourceTimeBase(video)
        : Text(recipe.FrameRate.Denominator, recipe.FrameRate.Numerator);

    public static string SourceTimeBase(Timeline video) => Text(video.SourceTimeBase.Numerator, video.SourceTimeBase.Denominator);

    /// <summary>The filter that counts times from a start, in the source's ticks.</summary>
    /// <param name="start">Source ticks.</param>
    // An encoder wants times that rise; where the source repeats one, the next tick will do. The maximum is in this order because
    // there is no previous time at first, and NaN loses as the second one only when it is asked first.
    public static string From(long start) => string.Create(CultureInfo.InvariantCulture, $"setpts=max(PREV_OUTPTS+1\\,PTS-({start}))");

    /// <summary>The filters that set it, at the end of all others.</summary>
    public static string Filters(VideoFormat format, Recipe recipe, Timeline video, Timeline chunk) => GoesByTimes(format, video)
        ? From(chunk.SourceTime(0))
        : $"settb={Text(recipe.FrameRate.Denominator, recipe.FrameRate.Numerator)},setpts=N";

    /// <summary>
    /// When to force key frames, in seconds from the chunk's first frame. FFmpeg forces the first frame at or after each time
    /// and knows microseconds only, so a time lies halfway between a key frame and the frame before it: rounding cannot miss.
    /// </summary>
    public static IEnumerable<double> KeyFrames(VideoFormat format, Recipe recipe, Timeline video, ChunkTask task)
    {
        var plan = new SegmentPlan(video, recipe.Chunking.SegmentMs, recipe.Gop.DurationMs);
        var start = (int)task.Frames.From;
        return plan.KeyFrames
            .Where(frame => frame >= start && frame < task.Frames.To)
            .Select(frame => frame == start ? 0
                : GoesByTimes(format, video) ? Halfway(video, start, frame)
                : (frame - start - 0.5) * recipe.FrameRate.Denominator / recipe.FrameRate.Numerator);
    }

    // What counts frames knows how fast they come, and its rate control is right; and a frame whose time is repeated would take no time
    // and get no bits. Where they come unsteadily, times are better.
    private static bool GoesByTimes(VideoFormat format, Timeline video) => format.GoesByTimes && video.ShowsSourceTimes && !video.IsSteady();

    private static double Halfway(Timeline video, int start, int frame)
    {
        var origin = video.PresentationTime(start);
        var twice = (video.PresentationTime(frame) - origin) + (video.PresentationTime(frame - 1) - origin);
        return twice / 2.0 / video.Timescale;
    }

    private static string Text(long numerator, long denominator) => string.Create(CultureInfo.InvariantCulture, $"{numerator}/{denominator}");
}
