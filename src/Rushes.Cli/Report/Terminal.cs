using Spectre.Console;

namespace Rushes.Cli.Report;

/// <summary>Where tables and colours go.</summary>
internal static class Terminal
{
    /// <summary>What a file or a pipe gets on a line; nobody has to read it in a window.</summary>
    private const int WidthOfFiles = 200;

    // Spectre looks at TERM alone; a file or a pipe wants no escape codes whatever that says.
    public static IAnsiConsole Of(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        if (!isTerminal)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }
}
