using System.Globalization;
using Rushes.Contracts;
using Rushes.Inspection.Pictures;
using Rushes.Media.Telecine;
using Rushes.Media.Timelines;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Inspection.Functions.Scan;

/// <summary>The frame rate that a file says it has, against the one that its frames have.</summary>
internal static class StatedRate
{
    /// <summary>Of a rate that frames have, by which one that is stated may differ.</summary>
    public const double Tolerance = 0.05;

    /// <summary>Of fewer frames, the length of the last one decides.</summary>
    private const int FramesThatTell = 10;

    /// <summary>Of the pictures of the timeline; null: nothing is said, or nothing of a film that is partly video.</summary>
    public static MediaRational? Of(VideoTrack video, Cadence? cadence) => video.FrameRate is not { Numerator: > 0, Denominator: > 0 } rate ? null
        : video.Pictures == TimelinePictures.Fields ? new MediaRational(rate.Numerator, rate.Denominator) * 2
        : cadence is not { Repeats: > 0 } ? new MediaRational(rate.Numerator, rate.Denominator)
        : cadence.VideoFrames == 0 ? new MediaRational(rate.Numerator, rate.Denominator) * new MediaRational(4, 5)
        : null;

    /// <summary>By which part of the second one the first is more or less.</summary>
    public static double Differ(MediaRational one, MediaRational other) => Math.Abs((one / other).ToSeconds() - 1);

    public static IEnumerable<Finding> Contradiction(VideoTrack video, Timeline timeline, Cadence? cadence)
    {
        var average = timeline.AverageRate;
        if (timeline.Count >= FramesThatTell && Of(video, cadence) is { } stated && Differ(stated, average) > Tolerance)
        {
            yield return Found.Of(
                Severity.Warning, "source.frame_rate", new FrameRun(0, timeline.Count),
                "Nothing has to be done: frames are shown at their own times. Rewrap the source where another program trusts what it says.",
                ("stated", Text(stated)), ("frames", Text(average)));
        }
    }

    private static string Text(MediaRational rate) => string.Create(CultureInfo.InvariantCulture, $"{(double)rate.Numerator / rate.Denominator:0.###}");
}
