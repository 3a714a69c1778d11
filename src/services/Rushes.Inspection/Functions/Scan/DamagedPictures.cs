using System.Globalization;
using Rushes.Contracts;
using Rushes.Inspection.Pictures;
using Rushes.Media.Timelines;
using Rushes.Tools.Probing;

namespace Rushes.Inspection.Functions.Scan;

/// <summary>Where the decoder complained: from that frame on to the next key frame, up to where others are predicted from it.</summary>
internal static class DamagedPictures
{
    private const int MostFindings = 20;

    private const string Remedy = "Compare with the delivery's original; damaged frames are encoded as the decoder conceals them.";

    public static IEnumerable<Finding> Find(ScannedFrames frames, Timeline timeline)
    {
        if (frames.DecodeErrorCount == 0)
        {
            return [];
        }

        var runs = Runs(frames.DamagedTimes, timeline);
        var whole = new FrameRun(0, timeline.Count);
        return runs.Count == 0 ? [Of(frames, whole)]
            : Found.Each(runs, run => Of(frames, run), (others, _) => Of(frames, others), MostFindings);
    }

    private static List<FrameRun> Runs(IReadOnlyList<long> times, Timeline timeline)
    {
        var damaged = new bool[timeline.Count];
        foreach (var time in times)
        {
            var from = FirstAtOrAfter(timeline, time);
            if (from < timeline.Count && !damaged[from])
            {
                var key = timeline.SeekPoints.FirstOrDefault(point => point > time, long.MaxValue);
                damaged.AsSpan(from..Math.Max(from + 1, FirstAtOrAfter(timeline, key))).Fill(true);
            }
        }

        return [.. FrameRun.Where(timeline.Count, frame => damaged[frame])];
    }

    private static int FirstAtOrAfter(Timeline timeline, long time)
    {
        var (low, high) = (0, timeline.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = timeline.SourceTime(middle) >= time ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static Finding Of(ScannedFrames frames, FrameRun run) => Found.Of(
        Severity.Warning, Finding.DecodeErrors, run, Remedy,
        ("count", frames.DecodeErrorCount.ToString(CultureInfo.InvariantCulture)), ("first", frames.DecodeErrors is [var first, ..] ? first : ""));
}
