using System.CommandLine;
using Rushes.Cli.Hosting;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes validate MEDIA --expect FILE</c>: whether a stream is what it is to be.</summary>
internal static class ValidateCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var media = new Argument<string>("MEDIA") { Description = "An index (.rfi), or any media file", Arity = ArgumentArity.ZeroOrOne };
        var expect = new Option<string>("--expect") { HelpName = "FILE", Description = "What the stream is to be; without it, what its standard says" };
        var json = new Option<bool>("--json") { Arity = ArgumentArity.Zero, Description = "Print the answer as JSON" };
        var command = new Command("validate", "Check every sample of a stream against what was promised and against its standard");
        command.Arguments.Add(media);
        command.Options.Add(expect);
        command.Options.Add(json);
        command.SetAction((parsed, cancellationToken) =>
        {
            var run = new ValidateRun(surroundings, parsed.GetValue(json));
            var given = parsed.GetResult(media) is { Tokens: [var token, ..] } ? token.Value : "";
            return Mistakes(parsed, given) is { Length: > 0 } mistakes
                ? Task.FromResult(run.Refuse(mistakes))
                : run.StartAsync(surroundings.Absolute(given), parsed.GetValue(expect) is { } path ? surroundings.Absolute(path) : null, cancellationToken);
        });
        return command;
    }

    private static Failure[] Mistakes(ParseResult parsed, string given) =>
        parsed.Errors.Count > 0 ? [.. parsed.Errors.Select(error => UsageFailure.Syntax(error.Message))]
        : given.StartsWith('-') ? [UsageFailure.Syntax($"Unrecognized option '{given}'.")]
        : given.Length == 0 ? [UsageFailure.Option("MEDIA", "No file is named.", "Write: rushes validate MEDIA --expect FILE")]
        : [];
}
