using System.Globalization;
using Rushes.Cli.Jobs;
using Spectre.Console;

namespace Rushes.Cli.Report;

/// <summary>Messages for people.</summary>
internal static class QueueTable
{
    public static void Write(IReadOnlyList<FoundMessage> messages, DateTimeOffset now, IAnsiConsole console) => Write(
        ["message", "queue", "state", "class", "due", "rank", "attempts", "age", "owner", "about"],
        messages.Select(found => (string[])
        [
            found.Name, found.Message.Queue, JobAnswers.Word(found.Message.Status), JobAnswers.Word(found.Message.Class), JobsTable.Date(found.Message.Due),
            Number(found.Message.Rank), Number(found.Message.Attempts), Quantities.Time(now - found.Message.Created.ToDateTimeOffset()), found.Message.Owner, found.Message.Subject.Text,
        ]), console);

    public static void WriteDead(IReadOnlyList<FoundMessage> messages, DateTimeOffset now, IAnsiConsole console)
    {
        Write(
            ["message", "queue", "class", "failures", "losses", "dead for", "about"],
            messages.Select(found => (string[])
            [
                found.Name, found.Message.Queue, JobAnswers.Word(found.Message.Class), Number(found.Message.Failures), Number(found.Message.Losses),
                Quantities.Time(now - (found.Message.Ended?.ToDateTimeOffset() ?? now)), found.Message.Subject.Text,
            ]), console);
        foreach (var found in messages)
        {
            console.Profile.Out.Writer.WriteLine($"message {found.Name}:");
            foreach (var failure in found.Message.LastFailures)
            {
                FailureText.WriteShort(failure, console.Profile.Out.Writer);
            }
        }
    }

    public static void WriteReasons(FoundJob? job, IReadOnlyList<(FoundMessage Message, string Reason)> reasons, IAnsiConsole console)
    {
        var writer = console.Profile.Out.Writer;
        if (job is not null && reasons.Count == 0)
        {
            writer.WriteLine($"Job {job.Name} waits for nothing: it is {JobAnswers.Word(job)}.");
        }

        foreach (var (message, reason) in reasons)
        {
            writer.WriteLine($"{message.Name}  {JobAnswers.Word(message.Message.Status)}  {message.Message.Subject.Text}");
            writer.WriteLine($"    {reason}");
        }
    }

    private static void Write(string[] headings, IEnumerable<string[]> rows, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (var heading in headings)
        {
            table.AddColumn(heading is "message" ? new TableColumn(heading).NoWrap() : new TableColumn(heading));
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
