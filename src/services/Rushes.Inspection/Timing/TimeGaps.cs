using Rushes.Contracts;
using Rushes.Inspection.Pictures;
using Rushes.Media.Timelines;

namespace Rushes.Inspection.Timing;

/// <summary>Frames that are shown for longer than the others: something is missing behind them, or the rate is no steady one.</summary>
internal static class TimeGaps
{
    private const int Few = 10;

    /// <summary>Of the usual duration.</summary>
    private const double Slack = 0.2;
    private const double Missing = 1.7;

    /// <summary>Part of the frames that must have the usual duration where the rate is steady.</summary>
    private const double Steady = 0.95;

    public static IEnumerable<Finding> Find(Timeline timeline)
    {
        if (timeline.Count < Few)
        {
            yield break;
        }

        // The last frame has none that would end it.
        var durations = Enumerable.Range(0, timeline.Count - 1).Select(timeline.Duration).ToArray();
        var usual = timeline.UsualDuration();
        if (durations.Count(duration => Math.Abs(duration - usual) <= Math.Max(1, Slack * usual)) < Steady * durations.Length)
        {
            yield return Found.Of(
                Severity.Info, "source.variable_rate", new FrameRun(0, timeline.Count), "Nothing has to be done: frames keep their own times.",
                ("shortest", Seconds(durations.Min())), ("longest", Seconds(durations.Max())));
            yield break;
        }

        var gaps = Found.Each(
            [.. Enumerable.Range(0, durations.Length).Where(frame => durations[frame] > Missing * usual).Select(frame => new FrameRun(frame, frame + 1))],
            run => Found.Of(
                Severity.Warning, "source.gap", run, "Compare with the delivery's original: frames are missing behind this one, and it is shown for as long.",
                ("seconds", Seconds(durations[run.From])), ("frames", Found.Text(Math.Round((double)durations[run.From] / usual) - 1))),
            (run, count) => Found.Of(
                Severity.Warning, "source.gap", run, "Compare with the delivery's original: frames are missing at many places.", ("count", Found.Text(count))));
        foreach (var gap in gaps)
        {
            yield return gap;
        }

        string Seconds(long duration) => Found.Text((double)duration / timeline.Timescale);
    }
}
