using Rushes.Cli.Report;

namespace Rushes.Cli.Jobs;

/// <summary>Which frames show what was found. Pure.</summary>
internal static class FaultPictures
{
    public const int Most = 24;

    /// <summary>Each kind of finding gets its turn before any gets its next; the worst kinds come first.</summary>
    /// <param name="findings">Of an answer. What is only heard has no picture.</param>
    /// <param name="frames">Of the film.</param>
    public static IReadOnlyList<(ReportFinding Finding, int Frame)> Choose(IEnumerable<ReportFinding> findings, int frames)
    {
        var groups = FindingGroup.Of(findings.Where(finding => finding.From is not null && !finding.Code.StartsWith("audio.", StringComparison.Ordinal)));
        var turns = groups.SelectMany((group, order) => group.Places.Select((finding, turn) => (Finding: finding, Turn: turn, Order: order)));
        return [.. turns.OrderBy(place => place.Turn).ThenBy(place => place.Order).Take(Most).Select(place => (place.Finding, FrameOf(place.Finding, frames)))];
    }

    // A third in: the first frame of a range is often still half of what was before.
    private static int FrameOf(ReportFinding finding, int frames)
    {
        var (from, to) = (finding.From!.Value, finding.To ?? finding.From.Value + 1);
        return (int)Math.Clamp(from + (Math.Max(0, to - from - 1) / 3), 0, frames - 1);
    }
}
