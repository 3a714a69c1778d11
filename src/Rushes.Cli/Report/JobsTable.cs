using System.Globalization;
using Rushes.Cli.Jobs;
using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;
using Spectre.Console;

namespace Rushes.Cli.Report;

/// <summary>Jobs for people, a row each.</summary>
internal static class JobsTable
{
    public static void Write(IReadOnlyList<FoundJob> jobs, DateTimeOffset now, IAnsiConsole console)
    {
        if (jobs.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumn(new TableColumn("job").NoWrap());
        foreach (var heading in (string[])["state", "progress", "class", "due", "age", "workflow", "failure"])
        {
            table.AddColumn(heading);
        }

        foreach (var found in jobs)
        {
            var job = found.Job;
            table.AddRow(
                found.Name, Coloured(found), Percent(job), JobAnswers.Word(job.Class), Date(job.Due), Quantities.Time((job.Ended?.ToDateTimeOffset() ?? now) - job.Created.ToDateTimeOffset()),
                Markup.Escape($"{job.Workflow}@{job.WorkflowVersion.ToString(CultureInfo.InvariantCulture)}"), Markup.Escape(job.Failures.Count > 0 ? job.Failures[0].Code : ""));
        }

        console.Write(table);
    }

    /// <summary>Rounded down: nearly all is not all.</summary>
    public static string Percent(Job job) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(100 * job.Fraction):0} %");

    public static string Date(Timestamp time) => time.ToDateTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Coloured(FoundJob found)
    {
        var word = JobAnswers.Word(found);
        var colour = word switch
        {
            "done" => "green",
            "failed" => "red",
            "running" => "yellow",
            _ => "grey",
        };
        return $"[{colour}]{word}[/]";
    }
}
