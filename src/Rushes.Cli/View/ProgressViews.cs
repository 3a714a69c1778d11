using Rushes.Cli.Hosting;
using Rushes.Cli.Report;

namespace Rushes.Cli.View;

/// <summary>Which view suits who looks on.</summary>
internal static class ProgressViews
{
    public static IProgressView Choose(Surroundings surroundings, bool json, bool verbose) => (surroundings.ErrorIsTerminal, verbose, json) switch
    {
        (true, false, _) => new LiveView(Terminal.Of(surroundings.Error, surroundings.ErrorIsTerminal), surroundings.Time),
        (false, _, true) => new SilentView(),
        _ => new LineView(surroundings.Error, surroundings.Time),
    };
}
