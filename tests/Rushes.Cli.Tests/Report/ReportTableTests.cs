using Rushes.Cli.Report;

namespace Rushes.Cli.Tests.Report;

public sealed class ReportTableTests
{
    [Fact]
    public void Findings_OfOneKind_AreALineThatNamesTheirRenditions()
    {
        var table = Table(Finding("validate.level_rate", "240p"), Finding("validate.level_rate", "144p"), Finding("validate.level_rate", "144p"), Finding("source.gap", null));

        Assert.Contains("warning validate.level_rate (3 times) in 240p, 144p  Look at it.", table, StringComparison.Ordinal);
        Assert.Contains("warning source.gap  Look at it.", table, StringComparison.Ordinal);
    }

    private static ReportFinding Finding(string code, string? rendition) =>
        new(code, "warning", 0, 9, rendition is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["rendition"] = rendition }, "Look at it.");

    private static string Table(params ReportFinding[] findings) => PlainConsole.Text(160, console =>
        ReportTable.Write(new JobReport { Status = "done", Renditions = [new("144p", "avc", 256, 144, 9, 1, 1, 1, "mov/144p.mov", 1)], Findings = findings }, "out", console));
}
