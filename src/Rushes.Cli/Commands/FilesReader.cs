using System.CommandLine;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>Checks the files that a command line names.</summary>
/// <param name="surroundings">Relative names are of its current folder.</param>
/// <param name="failures">Takes what is wrong.</param>
internal sealed class FilesReader(Surroundings surroundings, ICollection<Failure> failures)
{
    /// <param name="parsed">The command line.</param>
    /// <param name="argument">One file to read, or numbered images.</param>
    /// <param name="rate">Of the images.</param>
    /// <param name="usage">The command as it should be written.</param>
    public IJobInput ReadInput(ParseResult parsed, Argument<string> argument, Option<string> rate, string usage) =>
        Given(parsed, argument, usage) is { } path ? new InputReader(failures).Read(path, EncodeOptions.Text(parsed, rate)) : new GivenInput("");

    /// <param name="parsed">The command line.</param>
    /// <param name="argument">One file to read.</param>
    /// <param name="usage">The command as it should be written.</param>
    /// <returns>Absolute; empty: none is named.</returns>
    public string ReadFile(ParseResult parsed, Argument<string> argument, string usage)
    {
        var path = Given(parsed, argument, usage);
        if (path is not null && InputFile.FindObstacle(path) is { } obstacle)
        {
            failures.Add(obstacle);
        }

        return path ?? "";
    }

    /// <returns>Absolute.</returns>
    public string ReadWork(ParseResult parsed, Option<string> option) =>
        EncodeOptions.Text(parsed, option) is { Length: > 0 } work ? surroundings.Absolute(work) : surroundings.DefaultWorkPath;

    /// <param name="parsed">The command line.</param>
    /// <param name="option">A file to write.</param>
    /// <param name="others">Absolute; none of them may be written over.</param>
    /// <returns>Absolute; null: none is asked for.</returns>
    public string? ReadOutput(ParseResult parsed, Option<string> option, IReadOnlyList<string> others)
    {
        if (EncodeOptions.Text(parsed, option) is not { } value)
        {
            return null;
        }

        var path = value.Length > 0 ? surroundings.Absolute(value) : "";
        if (path.Length == 0 || Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)))
        {
            failures.Add(UsageFailure.Option(option.Name, $"Nothing can be written to '{value}'.", "Name a file in a folder that is there."));
        }
        else if (others.Contains(path))
        {
            failures.Add(UsageFailure.Option(option.Name, $"This would take the place of '{value}'.", "Name another file."));
        }

        return path;
    }

    private string? Given(ParseResult parsed, Argument<string> argument, string usage)
    {
        var given = parsed.GetResult(argument) is { Tokens: [var token, ..] } ? token.Value : "";
        if (given.StartsWith('-'))
        {
            failures.Add(UsageFailure.Syntax($"Unrecognized option '{given}'."));
            return null;
        }

        if (given.Length == 0)
        {
            failures.Add(UsageFailure.Option(argument.Name, $"No {argument.Name} is named.", $"Write: {usage}"));
            return null;
        }

        return surroundings.Absolute(given);
    }
}
