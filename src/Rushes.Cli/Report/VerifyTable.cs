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
        foreach (var track in verdict.Tracks.Where(track => track.IsStreamed))
        {
            table.AddRow(
                Markup.Escape(track.Track.Path), track.Track.Frames.ToString(CultureInfo.InvariantCulture), Quantities.Size(track.Track.TotalSize),
                Verdict(track.Problems, track.Track.Encryption is null ? "ok" : track.IsDecrypted ? "ok, decrypted" : "ok, encrypted"));
        }

        foreach (var movie in verdict.Movies)
        {
            var frames = movie.Tracks.Select(track => track.Frames.ToString(CultureInfo.InvariantCulture)).FirstOrDefault("");
            table.AddRow(Markup.Escape(movie.Movie.Path), frames, Quantities.Size(movie.Movie.Size), Verdict(movie.Problems, movie.Movie.Tracks.Count > 0 ? "ok" : "ok, but for frames"));
        }

        console.Write(table);

        // Not by Spectre's line breaking: what is cut in two is hard to find again.
        var output = console.Profile.Out.Writer;
        WriteProblems(verdict.Problems, output);
        WriteNotes(verdict, output);
        output.WriteLine($"proof   {package.Digest}");
        output.WriteLine(
            verdict.IsProven ? "result  The package is what its proof says."
            : verdict.OnlyKeysAreWrong ? "result  The keys are not those of the package; else it is what its proof says."
            : "result  The package is not what its proof says.");
    }

    public static void WriteProblems(IEnumerable<ProofProblem> problems, TextWriter output)
    {
        foreach (var problem in problems)
        {
            output.WriteLine($"wrong   {problem.Path}{Place(problem)}: {problem.Message}  [{problem.Code}]");
        }
    }

    private static void WriteNotes(PackageVerdict verdict, TextWriter output)
    {
        if (verdict.Tracks.Any(track => track is { Track.Encryption: not null, IsDecrypted: false }))
        {
            output.WriteLine("note    Encrypted frames were held against the proof as they are; the clear frames behind them were not checked (--keys KEYS).");
        }

        foreach (var movie in verdict.Movies.Where(movie => movie.Movie.Tracks.Count == 0))
        {
            output.WriteLine($"note    {movie.Movie.Path}: its frames were copied, and nobody read them; size and boxes were checked, frames were not.");
        }
    }

    private static string Verdict(IReadOnlyList<ProofProblem> problems, string fine) =>
        problems.Count == 0 ? $"[green]{fine}[/]"
        : problems.FirstOrDefault(problem => problem is { Code: ProofProblemCodes.Frame, Frame: not null }) is { } frame ? $"[red]{Markup.Escape($"wrong from{Place(frame)[1..]} on")}[/]"
        : $"[red]{problems[0].Code}[/]";

    private static string Place(ProofProblem problem)
    {
        var track = problem.Track is { } name ? $", {name}" : "";
        var frame = problem is { Frame: { } number, Time: { } time } ? string.Create(CultureInfo.InvariantCulture, $"{track}, frame {number} at {time.ToSeconds():0.000} s") : track;
        return problem.Offset is { } offset ? string.Create(CultureInfo.InvariantCulture, $"{frame}, byte {offset}") : frame;
    }
}
