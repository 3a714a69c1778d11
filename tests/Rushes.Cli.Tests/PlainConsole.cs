using Spectre.Console;

namespace Rushes.Cli.Tests;

/// <summary>What is written to a terminal without colours.</summary>
internal static class PlainConsole
{
    /// <param name="width">Characters.</param>
    /// <param name="write">Writes.</param>
    public static string Text(int width, Action<IAnsiConsole> write)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        write(console);
        return writer.ToString();
    }
}
