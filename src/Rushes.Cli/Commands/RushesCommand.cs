using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
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
        if (arguments.Count == 0)
        {
            new HelpAction().Invoke(parsed);
            return ExitCodes.Usage;
        }

        if (parsed.Errors.Count > 0 && command is RootCommand)
        {
            return UsageEnd.Write([UsageFailure.Syntax(parsed.Errors[^1].Message)], arguments.Contains("--json"), surroundings);
        }

        var action = parsed.Errors.Count > 0 ? command.Action : parsed.Action;
        return action switch
        {
            AsynchronousCommandLineAction asynchronous => await asynchronous.InvokeAsync(parsed, cancellationToken),
            SynchronousCommandLineAction synchronous => synchronous.Invoke(parsed),
            _ => ExitCodes.Usage,
        };
    }

    internal static RootCommand Create(Surroundings surroundings)
    {
        var root = new RootCommand("Rushes turns a mezzanine into validated, packaged streams.");
        root.Subcommands.Add(EncodeCommand.Create(surroundings));
        root.Subcommands.Add(DemoCommand.Create(surroundings));
        root.Subcommands.Add(PackageCommand.Create(surroundings));
        root.Subcommands.Add(JobsCommand.Create(surroundings));
        root.Subcommands.Add(QueueCommand.Create(surroundings));
        root.Subcommands.Add(ServeCommand.Create(surroundings));
        root.Subcommands.Add(WorkerCommand.Create(surroundings));
        root.Subcommands.Add(InspectCommand.Create(surroundings));
        root.Subcommands.Add(ValidateCommand.Create(surroundings));
        root.Subcommands.Add(QualityCommand.Create(surroundings));
        root.Subcommands.Add(VerifyCommand.Create(surroundings));
        root.Subcommands.Add(IndexCommand.Create(surroundings));
        root.Subcommands.Add(DoctorCommand.Create(surroundings));
        foreach (var later in LaterCommands.Create(surroundings))
        {
            root.Subcommands.Add(later);
        }

        return root;
    }
}
