using Spectre.Console;

namespace Rushes.Benchmarks;

/// <summary>What ways of doing the same used, each beside one of them.</summary>
internal static class MeasuredTable
{
    public static void Write(string title, Measured beside, params IReadOnlyList<(string Name, Measured Used)> ways)
    {
        var table = new Table { Title = new TableTitle(title) };
        table.AddColumns("", "wall s", "cpu s", "wall ratio", "cpu ratio");
        foreach (var (name, used) in ways)
        {
            table.AddRow(
                name, $"{used.Wall:F1}", $"{used.Processor:F1}", $"{used.Wall / beside.Wall:F2}", $"{used.Processor / beside.Processor:F2}");
        }

        AnsiConsole.Write(table);
    }
}
