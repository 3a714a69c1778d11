using System.Globalization;
using Rushes.Contracts;
using Rushes.Inspection.Pictures;

namespace Rushes.Inspection;

/// <summary>Makes findings.</summary>
internal static class Found
{
    public static Finding Of(Severity severity, string code, FrameRun frames, string remedy, params ReadOnlySpan<(string Name, string Value)> evidence)
    {
        var finding = Of(severity, code, remedy, evidence);
        finding.Frames = new FrameRange { From = frames.From, To = frames.To };
        return finding;
    }

    /// <summary>Without a place.</summary>
    public static Finding Of(Severity severity, string code, string remedy, params ReadOnlySpan<(string Name, string Value)> evidence)
    {
        var finding = new Finding { Code = code, Severity = severity, Remedy = remedy };
        foreach (var (name, value) in evidence)
        {
            finding.Evidence[name] = value;
        }

        return finding;
    }

    /// <summary>The first of them one by one, and all others together: a list of thousands helps nobody.</summary>
    /// <param name="runs">In order.</param>
    /// <param name="one">Of each.</param>
    /// <param name="others">From the first of the others to the end of the last, and how many they are.</param>
    /// <param name="most">That are told one by one.</param>
    public static IEnumerable<Finding> Each(IReadOnlyList<FrameRun> runs, Func<FrameRun, Finding> one, Func<FrameRun, int, Finding> others, int most = 50) =>
        runs.Take(most).Select(one).Concat(runs.Count > most ? [others(new FrameRun(runs[most].From, runs[^1].To), runs.Count - most)] : []);

    public static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
