using System.CommandLine;
using Rushes.Cli.Hosting;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes verify DIR</c>: whether a package is what its proof says.</summary>
internal static class VerifyCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var folder = new Argument<string>("DIR") { Description = "A folder that rushes made, with proof.json in it", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Arity = ArgumentArity.Zero, Description = "Print the answer as JSON" };
        var keys = new Option<string>("--keys") { HelpName = "KEYS", Description = "A keys file: encrypted frames are decrypted, and checked as they were before" };
        var command = new Command("verify", "Check every byte of a package against its proof");
        command.Arguments.Add(folder);
        command.Options.Add(keys);
        command.Options.Add(json);
        command.SetAction((parsed, cancellationToken) =>
        {
            var run = new VerifyRun(surroundings, parsed.GetValue(json));
            var given = parsed.GetResult(folder) is { Tokens: [var token, ..] } ? token.Value : "";
            return parsed.Errors.Count > 0 ? Task.FromResult(run.Refuse([.. parsed.Errors.Select(error => UsageFailure.Syntax(error.Message))]))
                : given.StartsWith('-') ? Task.FromResult(run.Refuse([UsageFailure.Syntax($"Unrecognized option '{given}'.")]))
                : given.Length == 0 ? Task.FromResult(run.Refuse([UsageFailure.Option("DIR", "No folder is named.", "Write: rushes verify DIR")]))
                : run.StartAsync(surroundings.Absolute(given), parsed.GetValue(keys) is { } path ? surroundings.Absolute(path) : null, cancellationToken);
        });
        return command;
    }
}
