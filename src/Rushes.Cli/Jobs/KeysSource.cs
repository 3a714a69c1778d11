using System.Diagnostics;
using Rushes.Cli.Commands;
using Rushes.Contracts;
using Rushes.Packaging.Keys;

namespace Rushes.Cli.Jobs;

/// <summary>Where the keys of a package come from.</summary>
/// <param name="Path">Absolute; of the keys file.</param>
/// <param name="Command">A program and its arguments that writes the keys, as the file says; empty: they are in the file.</param>
internal sealed record KeysSource(string Path, IReadOnlyList<string> Command)
{
    /// <param name="path">Absolute; of the keys file.</param>
    /// <param name="option">That names it.</param>
    /// <param name="failures">Every mistake of the file is added.</param>
    /// <returns>Null: it has mistakes. The keys themselves are forgotten: who needs them reads them.</returns>
    public static KeysSource? Read(string path, string option, List<Failure> failures)
    {
        switch (Parse(path, option))
        {
            case ParsedKeys.Valid valid:
                valid.Encryption.Dispose();
                return new KeysSource(path, []);
            case ParsedKeys.FromCommand command:
                return new KeysSource(path, command.Arguments);
            case ParsedKeys.Invalid invalid:
                failures.AddRange(invalid.Failures);
                return null;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The keys themselves.</summary>
    /// <param name="path">Absolute; of the keys file.</param>
    /// <param name="option">That names it.</param>
    public static ParsedKeys Parse(string path, string option) => InputFile.FindObstacle(path) is { } obstacle
        ? new ParsedKeys.Invalid([UsageFailure.Option(option, obstacle.Message, "Name a keys file: docs/encryption.md.")])
        : KeysFile.Read(path);
}
