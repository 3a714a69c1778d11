using System.CommandLine;
using Rushes.Cli.Hosting;

namespace Rushes.Cli.Commands;

/// <summary>Commands of the plan that this version lacks: known by name, so that nobody looks for a spelling mistake.</summary>
internal static class LaterCommands
{
    private static readonly string[] Names =
    [
        "ladder", "proxy", "mount",
    ];

    public static IEnumerable<Command> Create(Surroundings surroundings) => Names.Select(name =>
    {
        var command = new Command(name) { Hidden = true, TreatUnmatchedTokensAsErrors = false };
        command.SetAction(parsed => UsageEnd.Write([UsageFailure.NotInVersion($"rushes {name}", name)], parsed.UnmatchedTokens.Contains("--json"), surroundings));
        return command;
    });
}
