using System.Globalization;
using Rushes.Cli.Jobs;
using Rushes.Contracts;
using Spectre.Console;

namespace Rushes.Cli.Report;

/// <summary>A job for people: what it is, its graph, where its time went, what went wrong.</summary>
internal static class JobText
{
    private const int BarWidth = 32;

    public static void Write(FoundJob found, JobGraph graph, IAnsiConsole console)
    {
        foreach (var line in Header(found, graph))
        {
            console.MarkupLine(line);
        }

        console.Write(JobTree.Of(graph));
        WriteCriticalPath(graph, console);
        FailureText.Write(graph.Job.Failures, console.Profile.Out.Writer);
    }

    public static IEnumerable<string> Header(FoundJob found, JobGraph graph)
    {
        var job = graph.Job;
        var age = Quantities.Time(((job.Ended ?? graph.Now) - job.Created).ToTimeSpan());
        yield return $"job       {Markup.Escape(found.Name)}{(found.Name == job.Id ? "" : $" [grey](run {Markup.Escape(job.Id)})[/]")}";
        yield return $"state     {JobsTable.Coloured(found with { Job = job })}{Worker(found, job)}";
        yield return $"class     {JobAnswers.Word(job.Class)}, due {JobsTable.Date(job.Due)}";
        yield return $"age       {age}, since {JobsTable.Date(job.Created)}";
        if (graph.Run.Processor > TimeSpan.Zero)
        {
            yield return $"processor {Quantities.Time(graph.Run.Processor)}";
        }

        yield return $"progress  {Bar(job.Fraction)} {JobsTable.Percent(job)}";
    }

    private static string Worker(FoundJob found, Job job) => job.HasEnded ? ""
        : found.Place.Owner() is { } pid ? string.Create(CultureInfo.InvariantCulture, $" [grey](pid {pid})[/]")
        : found.Place.IsAbandoned ? " [grey](no process works on it: give the same command again)[/]"
        : "";

    private static string Bar(double fraction)
    {
        var full = (int)(BarWidth * fraction);
        return $"[green]{new string('━', full)}[/][grey]{new string('─', BarWidth - full)}[/]";
    }

    private static void WriteCriticalPath(JobGraph graph, IAnsiConsole console)
    {
        if (graph.CriticalPath.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey).AddColumn("critical path ◆");
        table.AddColumn(new TableColumn("waiting").RightAligned()).AddColumn(new TableColumn("running").RightAligned());
        foreach (var step in graph.CriticalPath)
        {
            var label = step.Label == step.Node ? "" : $": {step.Label}";
            table.AddRow(
                Markup.Escape($"{new string(' ', 2 * step.Depth)}{step.Workflow}/{step.Node}{label}"), Quantities.Time(step.Waiting.ToTimeSpan()), Quantities.Time(step.Running.ToTimeSpan()));
        }

        console.Write(table);
    }
}
