using Rushes.Contracts;
using Rushes.Media.Telecine;
using Rushes.Media.Timelines;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Inspection.Functions.Scan;

/// <summary>
/// The frame rate that a film is meant to have: a film may end within a cycle, ticks are round, a camera may hold a frame or drop one, and a file may
/// say that it is longer than its frames; what all that happens to make is another rate.
/// </summary>
internal static class MeantRate
{
    /// <summary>Of the usual duration, by which a frame's may differ.</summary>
    private const double Slack = 0.05;

    /// <summary>Part of the frames that must have the usual duration where the others are exceptions.</summary>
    private const double Most = 0.9;

    /// <summary>How far cameras are from the rate that they state.</summary>
    private const double Wavering = 0.005;

    /// <summary>The same where a file may have counted exceptions in.</summary>
    private const double Strict = 0.0005;

    /// <param name="video">What the file says.</param>
    /// <param name="timeline">Of the frames.</param>
    /// <param name="cadence">Of a film that is telecined.</param>
    public static MediaRational Of(VideoTrack video, Timeline timeline, Cadence? cadence)
    {
        var (rate, tolerance) = OfFrames(timeline);
        return StatedRate.Of(video, cadence) is { } stated && StatedRate.Differ(stated, rate) <= tolerance ? stated : rate;
    }

    /// <summary>The rate of those that have the usual duration, or of all where that is no rate; and how near one that is stated must be to be meant.</summary>
    private static (MediaRational Rate, double Tolerance) OfFrames(Timeline timeline)
    {
        var usual = timeline.UsualDuration();
        var tick = timeline.SourceTimeBase.Numerator;
        var slack = Math.Max(Slack * usual, tick);
        var (frames, ticks) = (0L, 0L);
        for (var frame = 0; frame < timeline.Count; frame++)
        {
            if (timeline.Duration(frame) is var duration && Math.Abs(duration - usual) <= slack)
            {
                frames++;
                ticks += duration;
            }
        }

        return frames >= Most * timeline.Count
            ? (new MediaRational(frames * timeline.Timescale, ticks), (frames == timeline.Count ? Wavering : Strict) + ((double)tick / ticks))
            : (timeline.AverageRate, StatedRate.Tolerance);
    }
}
