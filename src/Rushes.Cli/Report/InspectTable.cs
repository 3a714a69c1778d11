using Spectre.Console;

namespace Rushes.Cli.Report;

/// <summary>An inspection for people: what the film is, and a row for each thing that was found.</summary>
internal static class InspectTable
{
    // Of one kind; who wants them all has --json and the page.
    private const int MostPlaces = 10;

    public static void Write(InspectAnswer answer, FilmTime time, IAnsiConsole console)
    {
        var facts = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey).HideHeaders().AddColumn("").AddColumn("");
        foreach (var (name, value) in InspectFacts.Of(answer, time))
        {
            facts.AddRow(name, Markup.Escape(value));
        }

        console.Write(facts);
        if (answer.Findings.Count > 0)
        {
            console.Write(Findings(FindingGroup.Of(answer.Findings), time));
        }

        var output = console.Profile.Out.Writer;
        output.WriteLine($"time    {Quantities.Time(TimeSpan.FromSeconds(answer.Time.Wall))}, processor {Quantities.Time(TimeSpan.FromSeconds(answer.Time.Cpu))}");
        output.WriteLine($"result  {FindingGroup.Counted(answer.Findings)}{(answer.Status == "done" ? "." : ": an encode would not take it.")}");
    }

    private static Table Findings(IReadOnlyList<FindingGroup> groups, FilmTime time)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey).AddColumn("finding").AddColumn("when").AddColumn("evidence, and what to do");
        foreach (var group in groups)
        {
            foreach (var place in group.Places.Take(MostPlaces))
            {
                table.AddRow(new Markup($"{Coloured(group.Severity)} {Markup.Escape(group.Code)}"), When(place, time), new Text(FindingGroup.EvidenceOf(place)));
            }

            // What to do stands once, below the last place.
            var more = group.Places.Count > MostPlaces ? $"and {group.Places.Count - MostPlaces} more. " : "";
            table.AddRow(Text.Empty, Text.Empty, new Markup($"{more}[grey]{Markup.Escape(SafeText.Of(group.Remedy))}[/]"));
        }

        return table;
    }

    private static Markup When(ReportFinding place, FilmTime time) => place.From is null
        ? new Markup("")
        : new Markup($"{time.Text(place.From, place.To)}\n[grey]{FindingGroup.FramesOf(place)}[/]");

    private static string Coloured(string severity) => severity switch
    {
        "error" => "[red]error[/]",
        "warning" => "[yellow]warning[/]",
        _ => "[grey]info[/]",
    };
}
