using System.Globalization;
using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Media.Timelines;
using Rushes.Tools.Cutting;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// The times that an encoder sees. They spend its bits and force its key frames, and no more: the index takes times from the
/// timeline. Most encoders know one frame rate only, and are given frame after frame at that rate. It looks at the whole film, so one serves
/// all that is encoded of it at a time; not for several threads.
/// </summary>
internal sealed class EncoderClock
{
    private readonly Timeline _video;
    private readonly bool _goesByTimes;
    private readonly Dictionary<(long SegmentMs, long GopMs, bool ShotAligned), SegmentPlan> _plans = [];

    public EncoderClock(VideoFormat format, Timeline video)
    {
        _video = video;

        // What counts frames knows how fast they come, and its rate control is right; and a frame whose time is repeated would take no time
        // and get no bits. Where they come unsteadily, times are better.
        _goesByTimes = format.GoesByTimes && video.ShowsSourceTimes && !video.IsSteady();
    }

    /// <summary>Seconds of a tick of the source, as FFmpeg takes it.</summary>
    private string SourceTimeBase => PictureCut.TimeBaseOf(_video);

    public string TimeBase(Recipe recipe) => _goesByTimes ? SourceTimeBase : Text(recipe.FrameRate.Denominator, recipe.FrameRate.Numerator);

    /// <summary>The filters that set it, at the end of all others.</summary>
    /// <param name="recipe">Of the rendition.</param>
    /// <param name="start">Of the chunk, source ticks.</param>
    // The last filter passes every frame on: it is there because encoders plan by the rate that FFmpeg takes from the filters, which is else that of the file.
    public string Filters(Recipe recipe, long start) => _goesByTimes
        ? PictureCut.CountFrom(start)
        : $"settb={TimeBase(recipe)},setpts=N,fps={Text(recipe.FrameRate.Numerator, recipe.FrameRate.Denominator)}";

    /// <summary>
    /// When to force key frames, in seconds from the chunk's first frame. FFmpeg forces the first frame at or after each time
    /// and knows microseconds only, so a time lies halfway between a key frame and the frame before it: rounding cannot miss.
    /// </summary>
    /// <param name="recipe">Of the rendition.</param>
    /// <param name="frames">Of the chunk.</param>
    public IEnumerable<double> KeyFrames(Recipe recipe, FrameRange frames)
    {
        var start = (int)frames.From;
        return PlanOf(recipe).KeyFrames
            .Where(frame => frame >= start && frame < frames.To)
            .Select(frame => frame == start ? 0
                : _goesByTimes ? Halfway(start, frame)
                : (frame - start - 0.5) * recipe.FrameRate.Denominator / recipe.FrameRate.Numerator);
    }

    /// <summary>How long the frames are to the encoder, in seconds.</summary>
    /// <param name="recipe">Of the rendition.</param>
    /// <param name="frames">At least one.</param>
    public double Seconds(Recipe recipe, FrameRange frames) => _goesByTimes
        ? (double)_video.Slice((int)frames.From, (int)frames.To).TotalDuration / _video.Timescale
        : (double)(frames.To - frames.From) * recipe.FrameRate.Denominator / recipe.FrameRate.Numerator;

    private SegmentPlan PlanOf(Recipe recipe)
    {
        var key = (recipe.Chunking.SegmentMs, GopMs: recipe.Gop.DurationMs, recipe.Chunking.ShotAligned);
        if (!_plans.TryGetValue(key, out var plan))
        {
            plan = new SegmentPlan(_video, key.SegmentMs, key.GopMs, key.ShotAligned);
            _plans.Add(key, plan);
        }

        return plan;
    }

    private double Halfway(int start, int frame)
    {
        var origin = _video.PresentationTime(start);
        var twice = (_video.PresentationTime(frame) - origin) + (_video.PresentationTime(frame - 1) - origin);
        return twice / 2.0 / _video.Timescale;
    }

    private static string Text(long numerator, long denominator) => string.Create(CultureInfo.InvariantCulture, $"{numerator}/{denominator}");
}
