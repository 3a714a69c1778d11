using System.CommandLine;
using Rushes.Cli.Hosting;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary><c>rushes index show|verify FILE</c>.</summary>
internal static class IndexCommand
{
    public static Command Create(Surroundings surroundings) => JobsSubcommand.Group(
        "index", "Look at where the frames of media lie, and whether they do", surroundings, Show(surroundings), Verify(surroundings));

    private static Command Show(Surroundings surroundings)
    {
        var frames = new Option<bool>("--frames") { Arity = ArgumentArity.Zero, Description = "With --json: a line of JSON for each frame, too" };
        var show = Create("show", "Show the tracks of an index or of a media file", "An index (.rfi), or any media file", surroundings, (run, parsed, path, token) =>
            parsed.GetValue(frames) && !run.Json
                ? Task.FromResult(run.Refuse([UsageFailure.Option("--frames", "Frames are printed as JSON alone.", "Write: --json --frames")]))
                : new IndexShow(run, parsed.GetValue(frames)).RunAsync(path, token));
        show.Options.Add(frames);
        return show;
    }

    private static Command Verify(Surroundings surroundings) => Create(
        "verify", "Check an index against the chunks that it names", "An index (.rfi)", surroundings, (run, _, path, token) => new IndexVerify(run).RunAsync(path, token));

    private static Command Create(
        string name, string description, string fileDescription, Surroundings surroundings, Func<IndexRun, ParseResult, string, CancellationToken, Task<int>> start)
    {
        var file = new Argument<string>("FILE") { Description = fileDescription, Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Arity = ArgumentArity.Zero, Description = "Print the answer as JSON" };
        var command = new Command(name, description);
        command.Arguments.Add(file);
        command.Options.Add(json);
        command.SetAction((parsed, cancellationToken) =>
        {
            var run = new IndexRun(surroundings, parsed.GetValue(json));
            var given = parsed.GetResult(file) is { Tokens: [var token, ..] } ? token.Value : "";
            return Mistakes(parsed, given, name) is { Length: > 0 } mistakes
                ? Task.FromResult(run.Refuse(mistakes))
                : run.StartAsync(surroundings.Absolute(given), path => start(run, parsed, path, cancellationToken), cancellationToken);
        });
        return command;
    }

    private static Failure[] Mistakes(ParseResult parsed, string given, string name) =>
        parsed.Errors.Count > 0 ? [.. parsed.Errors.Select(error => UsageFailure.Syntax(error.Message))]
        : given.StartsWith('-') ? [UsageFailure.Syntax($"Unrecognized option '{given}'.")]
        : given.Length == 0 ? [UsageFailure.Option("FILE", "No file is named.", $"Write: rushes index {name} FILE")]
        : [];
}
