using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Remote;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.Cli.Commands;

/// <summary>Makes <c>rushes jobs …</c> and <c>rushes queue …</c>: each checks its options, opens what it looks at, and answers.</summary>
internal static class JobsSubcommand
{
    public delegate Task<int> Run(JobsQuery query, string id, CancellationToken cancellationToken);

    /// <summary>A group of commands; alone it is a mistake.</summary>
    public static Command Group(string name, string description, Surroundings surroundings, params IEnumerable<Command> commands)
    {
        var group = new Command(name, description);
        foreach (var command in commands)
        {
            group.Subcommands.Add(command);
        }

        group.SetAction(parsed => JobsEnd.Write(
            [UsageFailure.Syntax(parsed.Errors.Count > 0 ? parsed.Errors[^1].Message : $"rushes {name} what?")], parsed.Tokens.Any(token => token.Value == "--json"), surroundings));
        return group;
    }

    public static Command Create(string name, string description, Surroundings surroundings, Run run) => Create(name, description, null, surroundings, run);

    /// <param name="name">Of the command.</param>
    /// <param name="description">For the help.</param>
    /// <param name="id">What its argument is; null: it has none.</param>
    /// <param name="surroundings">What the program was started in.</param>
    /// <param name="run">Gets the argument as given.</param>
    public static Command Create(string name, string description, string? id, Surroundings surroundings, Run run)
    {
        var argument = new Argument<string>("ID") { Description = id, Arity = ArgumentArity.ZeroOrOne };
        var options = new DatabaseOptions();
        var command = new Command(name, description);
        if (id is not null)
        {
            command.Arguments.Add(argument);
        }

        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var given = id is not null && parsed.GetResult(argument) is { Tokens: [var token, ..] } ? token.Value : "";
            List<Failure> failures = [.. id is null ? [] : Mistakes(given)];
            using var query = options.Read(parsed, surroundings, failures);
            return query is null
                ? JobsEnd.Write(failures, options.Json(parsed), surroundings)
                : await GuardAsync(query, () => run(query, given, cancellationToken), cancellationToken);
        });
        return command;
    }

    // The parser takes an option that it does not know for the argument.
    private static IEnumerable<Failure> Mistakes(string id)
    {
        if (id.StartsWith('-'))
        {
            yield return UsageFailure.Syntax($"Unrecognized option '{id}'.");
        }
        else if (id.Length == 0)
        {
            yield return UsageFailure.Option("ID", "No id is named.", "List the ids: rushes jobs list, rushes queue list");
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Here a broken world becomes a failure that people and programs can read.")]
    private static async Task<int> GuardAsync(JobsQuery query, Func<Task<int>> run, CancellationToken cancellationToken)
    {
        try
        {
            // Of many folders one may be out of order; a database that was named may not.
            return query.Places is { Open.Count: 0, Failures.Count: > 0 } ? query.Refuse() : await run();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return JobsEnd.WriteInterrupted(query.Json, query.Surroundings);
        }
        catch (RpcException exception) when (query.Server is { } server)
        {
            return query.Refuse(ServerFailures.OfOneCall(server, exception));
        }
        catch (Exception exception)
        {
            return query.Refuse(BrokenWorld.ToFailure(exception, withTrace: false));
        }
    }
}
