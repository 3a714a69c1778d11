using System.Globalization;
using Rushes.Contracts;
using Rushes.Tools.Probing;

namespace Rushes.Inspection.Functions.Scan;

/// <summary>What a person may want to know of a source before trusting what is made from it.</summary>
internal static class ScanFindings
{
    private const string Progressive = "progressive";

    public static IEnumerable<Finding> Of(VideoTrack video, ScannedFrames frames)
    {
        if (frames.DecodeErrorCount > 0)
        {
            yield return Warn(
                frames, "source.decode_errors", "Compare with the delivery's original; damaged frames are encoded as the decoder conceals them.",
                ("count", Text(frames.DecodeErrorCount)), ("first", frames.DecodeErrors is [var first, ..] ? first : ""));
        }

        if (video.FieldOrder.Length > 0 && video.FieldOrder != Progressive && video.FieldOrder != "unknown")
        {
            yield return Warn(
                frames, "source.interlaced", "Say --deinterlace to make a picture of each frame; without it fields stay as they are.",
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

    private static Finding Warn(ScannedFrames frames, string code, string remedy, params ReadOnlySpan<(string Name, string Value)> evidence)
    {
        var finding = new Finding
        {
            Code = code,
            Severity = Severity.Warning,
            Frames = new FrameRange { From = 0, To = frames.Times.Count },
            Remedy = remedy,
        };
        foreach (var (name, value) in evidence)
        {
            finding.Evidence[name] = value;
        }

        return finding;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
