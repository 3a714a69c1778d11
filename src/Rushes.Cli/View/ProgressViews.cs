using Rushes.Cli.Hosting;
using Rushes.Cli.Report;

namespace Rushes.Cli.View;

/// <summary>How progress is shown on standard error.</summary>
internal static class ProgressViews
{
    /// <param name="surroundings">Whether it is a terminal.</param>
    /// <param name="json">A program reads the result, and nobody the rest, unless it is a terminal.</param>
    /// <param name="verbose">The log goes there, too: nothing may be drawn over it.</param>
    public static IProgressView For(Surroundings surroundings, bool json, bool verbose) => (surroundings.ErrorIsTerminal, json, verbose) switch
    {
        (true, _, false) => new LiveView(Terminal.Of(surroundings.Error, surroundings.ErrorIsTerminal), surroundings.Time),
        (false, true, _) => new SilentView(),
        _ => new LineView(surroundings.Error, surroundings.Time),
    };
}
