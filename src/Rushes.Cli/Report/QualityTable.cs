using System.Globalization;
using Spectre.Console;

namespace Rushes.Cli.Report;

/// <summary>A measurement for people: a row for each metric, and how it was compared.</summary>
internal static class QualityTable
{
    public static void Write(QualityAnswer answer, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumn("metric");
        foreach (var heading in (string[])["mean", "harmonic", "worst 1 %", "worst 5 %", "min", "max", "worst shot"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var (name, metric) in answer.Metrics!)
        {
            var number = name == "ssim" ? "F4" : "F2";
            var error = metric.Error is { } half ? $" ± {Text(half, number)}" : "";
            table.AddRow(
                name, Text(metric.Mean, number) + error, Text(metric.Harmonic, number), Text(metric.P1, number), Text(metric.P5, number),
                Text(metric.Min, number), Text(metric.Max, number), Text(metric.WorstShot, number));
        }

        console.Write(table);
        WriteFindings(answer, console);
        WriteComparison(answer, console);
    }

    private static void WriteFindings(QualityAnswer answer, IAnsiConsole console)
    {
        foreach (var finding in answer.Findings.Where(finding => finding.Severity != "info"))
        {
            var what = finding.Evidence.TryGetValue("what", out var words) ? $": {words}" : "";
            var frames = finding is { From: { } from, To: { } to } ? string.Create(CultureInfo.InvariantCulture, $" frames {from} to {to - 1}") : "";
            console.MarkupLineInterpolated($"[yellow]{finding.Severity}[/] {finding.Code}{frames}{what}  {finding.Remedy}");
        }
    }

    // Not by Spectre's line breaking: what is copied should be whole.
    private static void WriteComparison(QualityAnswer answer, IAnsiConsole console)
    {
        var output = console.Profile.Out.Writer;
        var compared = answer.Compared!;
        var light = compared.Transfer is { } transfer ? $", {transfer}" : "";
        var some = answer.Measured < answer.Frames ? string.Create(CultureInfo.InvariantCulture, $"{answer.Measured} of ") : "";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"compared  {some}{answer.Frames} frames at {compared.Width}x{compared.Height}, {compared.Bits} bit{light}, model {compared.Model}"));
        output.WriteLine($"time      {Quantities.Time(TimeSpan.FromSeconds(answer.Time.Wall))}, processor {Quantities.Time(TimeSpan.FromSeconds(answer.Time.Cpu))}");
        if (answer.Enough is { } enough)
        {
            output.WriteLine(enough ? "result    The mean VMAF is what it is to be." : "result    The mean VMAF is less than it is to be.");
        }
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
