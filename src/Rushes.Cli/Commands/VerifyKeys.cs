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
        var parsed = KeysSource.Parse(path, "--keys");
        if (parsed is ParsedKeys.FromCommand { Arguments: var arguments })
        {
            var command = new KeysCommand(new ToolRunner(surroundings.Time), surroundings.Variable("PATH"), surroundings.CurrentFolder);
            var (written, failures) = await command.RunAsync(new KeysSource(path, arguments), cancellationToken);
            parsed = failures.Count > 0 ? new ParsedKeys.Invalid(failures) : KeysFile.ParseOutput(written, arguments[0]);
        }

        return parsed is ParsedKeys.Valid { Encryption: var keys } ? (keys, []) : (null, ((ParsedKeys.Invalid)parsed).Failures);
    }
}
