using System.Globalization;
using Rushes.Cli.Jobs;
using Rushes.Media.Proofs.Verification;
using Spectre.Console;

namespace Rushes.Cli.Report;

/// <summary>A verdict for people: a row for each track, all problems, and one last line.</summary>
internal static class VerifyTable
{
    public static void Write(FoundProof package, PackageVerdict verdict, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey).AddColumn("track");
        table.AddColumn(new TableColumn("frames").RightAligned()).AddColumn(new TableColumn("size").RightAligned()).AddColumn("verdict");
        foreach (var track in verdict.Tracks)
        {
            table.AddRow(
                Markup.Escape(track.Track.Path), track.Track.Frames.ToString(CultureInfo.InvariantCulture), Quantities.Size(track.Track.Size),
                track.Problems.Count == 0 ? track.Track.Encryption is null ? "[green]ok[/]" : "[green]ok, encrypted[/]" : $"[red]{Markup.Escape(Wrong(track))}[/]");
        }

        console.Write(table);

        // Not by Spectre's line breaking: what is cut in two is hard to find again.
        var output = console.Profile.Out.Writer;
        WriteProblems(verdict.Problems, output);
        if (verdict.Tracks.Any(track => track.Track.Encryption is not null))
        {
            output.WriteLine("note    Encrypted frames were held against the proof as they are; the clear frames behind them were not checked.");
        }

        output.WriteLine($"proof   {package.Digest}");
        output.WriteLine(verdict.IsProven ? "result  The package is what its proof says." : "result  The package is not what its proof says.");
    }

    public static void WriteProblems(IEnumerable<ProofProblem> problems, TextWriter output)
    {
        foreach (var problem in problems)
        {
            output.WriteLine($"wrong   {problem.Path}{Place(problem)}: {problem.Message}  [{problem.Code}]");
        }
    }

    private static string Wrong(TrackVerdict track) => track.FirstWrongFrame is { } frame ? $"wrong from{Place(frame)[1..]} on" : track.Problems[0].Code;

    private static string Place(ProofProblem problem)
    {
        var frame = problem is { Frame: { } number, Time: { } time } ? string.Create(CultureInfo.InvariantCulture, $", frame {number} at {time.ToSeconds():0.000} s") : "";
        return problem.Offset is { } offset ? string.Create(CultureInfo.InvariantCulture, $"{frame}, byte {offset}") : frame;
    }
}
