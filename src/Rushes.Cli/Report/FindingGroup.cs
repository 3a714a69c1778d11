namespace Rushes.Cli.Report;

/// <summary>Findings that are of one kind and need one remedy.</summary>
/// <param name="Places">In order of time.</param>
internal sealed record FindingGroup(string Severity, string Code, string Remedy, IReadOnlyList<ReportFinding> Places)
{
    private static readonly string[] Severities = ["error", "warning", "info"];

    /// <summary>The worst first; among them, by the place of the first.</summary>
    public static IReadOnlyList<FindingGroup> Of(IEnumerable<ReportFinding> findings) =>
    [
        .. findings.OrderBy(finding => finding.From ?? 0).ThenBy(finding => finding.To ?? 0)
            .GroupBy(finding => (finding.Severity, finding.Code, finding.Remedy))
            .Select(group => new FindingGroup(group.Key.Severity, group.Key.Code, group.Key.Remedy, [.. group]))
            .OrderBy(group => Array.IndexOf(Severities, group.Severity)),
    ];

    /// <summary>How many of each severity, in words: 1 error, 2 warnings, 3 notes; or that there is nothing.</summary>
    public static string Counted(IReadOnlyCollection<ReportFinding> findings)
    {
        string[] counts =
        [
            .. new[] { ("error", "error"), ("warning", "warning"), ("info", "note") }
                .Select(word => (Word: word.Item2, Count: findings.Count(finding => finding.Severity == word.Item1)))
                .Where(counted => counted.Count > 0)
                .Select(counted => $"{counted.Count} {counted.Word}{(counted.Count == 1 ? "" : "s")}"),
        ];
        return counts.Length > 0 ? string.Join(", ", counts) : "no findings";
    }

    /// <summary>Names and values; safe to show.</summary>
    public static string EvidenceOf(ReportFinding finding) =>
        SafeText.Of(string.Join(", ", finding.Evidence.Where(item => item.Value.Length > 0).Select(item => $"{item.Key} {item.Value}")));

    /// <summary>Empty where it has no place.</summary>
    public static string FramesOf(ReportFinding finding) => finding switch
    {
        { From: { } from, To: { } to } when to - from > 1 => $"frames {from} to {to - 1}",
        { From: { } from } => $"frame {from}",
        _ => "",
    };
}
