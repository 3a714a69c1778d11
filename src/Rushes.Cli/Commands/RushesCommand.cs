using System.CommandLine;
using Rushes.Cli.Hosting;

namespace Rushes.Cli.Commands;

/// <summary>The program <c>rushes</c> and its commands.</summary>
internal static class RushesCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var parsed = Create(surroundings).Parse(arguments);
        // Commands of ours report their own mistakes together with all others; here are the rest.
        var command = parsed.CommandResult.Command;
        if (parsed.Errors.Count > 0 && (command is RootCommand || command.Action is null))
        {
            return UsageEnd.Write([.. parsed.Errors.Select(error => UsageFailure.Syntax(error.Message))], arguments.Contains("--json"), surroundings);
        }

        var action = parsed.Errors.Count > 0 ? command.Action : parsed.Action;
        return action switch
        {
            System.CommandLine.Invocation.AsynchronousCommandLineAction asynchronous => await asynchronous.InvokeAsync(parsed, cancellationToken),
            System.CommandLine.Invocation.SynchronousCommandLineAction synchronous => synchronous.Invoke(parsed),
            _ => ExitCodes.Usage,
        };
    }

    internal static RootCommand Create(Surroundings surroundings)
    {
        var root = new RootCommand("Rushes turns a mezzanine into validated, packaged streams.");
        root.Subcommands.Add(EncodeCommand.Create(surroundings));
        root.Subcommands.Add(DemoCommand.Create(surroundings));
        root.Subcommands.Add(DoctorCommand.Create(surroundings));
        foreach (var later in LaterCommands.Create(surroundings))
        {
            root.Subcommands.Add(later);
        }

        return root;
    }
}
