using System.Globalization;
using Rushes.Contracts;
using Rushes.Media.Indexing;
using Spectre.Console;

namespace Rushes.Cli.Report;

/// <summary>A validation for people: a row for each discrepancy, and one last line.</summary>
internal static class ValidateTable
{
    public static void Write(FrameIndex index, IReadOnlyList<Discrepancy> found, IAnsiConsole console)
    {
        if (found.Count > 0)
        {
            var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
            table.AddColumn("severity").AddColumn("frames").AddColumn("code").AddColumn("what").AddColumn("clause");
            foreach (var one in found)
            {
                table.AddRow(
                    one.Severity == Contracts.Severity.Error ? "[red]error[/]" : $"[yellow]{ValidateAnswers.SeverityOf(one)}[/]",
                    Frames(one.Frames), Markup.Escape(one.Code), Markup.Escape($"{one.Message}{Count(one)}"), Markup.Escape(one.Clause));
            }

            console.Write(table);
        }

        var errors = found.Count(one => one.Severity == Contracts.Severity.Error);
        console.Profile.Out.Writer.WriteLine(
            errors > 0 ? string.Create(CultureInfo.InvariantCulture, $"result  The stream is not what it is to be: {errors} errors in {index.Count} frames.")
            : string.Create(CultureInfo.InvariantCulture, $"result  The stream is what it is to be: {index.Count} frames of {index.Format.Codecs}."));
    }

    private static string Frames(FrameRange frames) => string.Create(
        CultureInfo.InvariantCulture, $"{frames.From}{(frames.To - frames.From > 1 ? $" to {frames.To - 1}" : "")}");

    private static string Count(Discrepancy found) => found.Evidence.TryGetValue("count", out var count) ? $" ({count} times)" : "";
}
