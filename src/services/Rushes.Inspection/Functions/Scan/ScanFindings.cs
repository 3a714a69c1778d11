using System.Globalization;
using Rushes.Contracts;
using Rushes.Inspection.Pictures;
using Rushes.Media.Telecine;
using Rushes.Tools.Probing;

namespace Rushes.Inspection.Functions.Scan;

/// <summary>What a person may want to know of a source before trusting what is made from it.</summary>
internal static class ScanFindings
{
    private const string Progressive = "progressive";

    public static IEnumerable<Finding> Of(VideoTrack video, ScannedFrames frames, Cadence? cadence)
    {
        if (cadence is { Repeats: > 0 })
        {
            yield return Find(
                frames, Severity.Info, "source.telecined", "Look at the film where it is video if that is unexpected; there every frame was kept.",
                ("repeats", Text(cadence.Repeats)), ("video", Text(cadence.VideoFrames)), ("breaks", Text(cadence.Breaks)));
        }
        else if (cadence is not null)
        {
            yield return Warn(frames, "source.not_telecined", frames.RepeatedTimes > 0
                ? "Rewrap the source so that every frame has a time of its own: where some share one, none can be left out."
                : "Leave --ivtc out; no frame is a repeat of 3:2 pulldown, and all were kept.");
        }

        if (!PictureFilter.KeepsDepth(video.Pictures, video.PixelFormat))
        {
            yield return Warn(
                frames, "source.eight_bits", "Undo the telecine before delivery where more than 8 bits are to be kept; here fields are matched in 8 bits.",
                ("pixelFormat", video.PixelFormat));
        }

        if (video.Pictures == TimelinePictures.Unspecified && video.FieldOrder.Length > 0 && video.FieldOrder != Progressive && video.FieldOrder != "unknown")
        {
            yield return Warn(
                frames, "source.interlaced", "Say --deinterlace to make a picture of each frame, --deinterlace fields of each field, or --ivtc where it is film; else fields stay as they are.",
                ("fieldOrder", video.FieldOrder));
        }

        if (video.Colour is { } colour && HighDynamicRange.Has(colour.Transfer))
        {
            yield return Warn(
                frames, "source.hdr", "Use 10 bits (hevc, av1, vp9, or bits: 10 in the ladder file), or --sdr to map its tones to BT.709.",
                ("transfer", colour.Transfer));
        }

        if (frames.RepeatedTimes > 0)
        {
            yield return Warn(
                frames, "source.repeated_times", "Rewrap the source so that every frame has a time of its own; here they were spread evenly.",
                ("count", Text(frames.RepeatedTimes)));
        }

        if (frames.FormatChanges > 0)
        {
            yield return Warn(
                frames, "source.format_changes", "Split the source where its picture format changes.",
                ("count", Text(frames.FormatChanges)));
        }
    }

    private static Finding Warn(ScannedFrames frames, string code, string remedy, params ReadOnlySpan<(string Name, string Value)> evidence) =>
        Find(frames, Severity.Warning, code, remedy, evidence);

    private static Finding Find(
        ScannedFrames frames, Severity severity, string code, string remedy, params ReadOnlySpan<(string Name, string Value)> evidence) =>
        Found.Of(severity, code, new FrameRun(0, frames.Times.Count), remedy, evidence);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
