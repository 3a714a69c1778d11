using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Contracts;
using Rushes.Media.Encryption;
using Rushes.Packaging.Keys;
using Rushes.Tools.Execution;

namespace Rushes.Cli.Commands;

/// <summary>The keys that <c>verify</c> opens frames with.</summary>
internal static class VerifyKeys
{
    /// <param name="path">Absolute; of a keys file.</param>
    /// <param name="surroundings">Where a program that the file names is looked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The keys, disposed by the caller; or why there are none.</returns>
    public static async Task<(PackageEncryption? Keys, IReadOnlyList<Failure> Failures)> ReadAsync(string path, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var failures = new List<Failure>();
        if (KeysSource.Read(path, "--keys", failures) is not { } source)
        {
            return (null, failures);
        }

        var text = await File.ReadAllTextAsync(path, cancellationToken);
        if (source.Command.Count > 0)
        {
            var command = new KeysCommand(new ToolRunner(surroundings.Time), surroundings.Variable("PATH"), surroundings.CurrentFolder);
            (text, var failed) = await command.RunAsync(source, cancellationToken);
            if (failed.Count > 0)
            {
                return (null, failed);
            }
        }

        return KeysFile.ParseOutput(text, path) switch
        {
            ParsedKeys.Valid valid => (valid.Encryption, []),
            ParsedKeys.Invalid invalid => (null, invalid.Failures),
            _ => throw new InvalidDataException("The keys file changed while it was read."),
        };
    }
}
