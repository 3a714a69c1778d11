using System.Text;
using Rushes.Contracts;
using Rushes.Packaging.Keys;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Cli.Jobs;

/// <summary>
/// Runs the program that a keys file names. It is the user's own and runs with his rights, without a shell and without our sandbox.
/// No message shows what it printed or what it was given: either may be secret.
/// </summary>
/// <param name="runner">Without a sandbox.</param>
/// <param name="searchPath">What PATH says.</param>
/// <param name="folder">That the user is in.</param>
internal sealed class KeysCommand(IToolRunner runner, string? searchPath, string folder)
{
    private const int LargestOutput = 1 << 20;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(1);

    /// <param name="keys">With a command.</param>
    /// <param name="cancellationToken">Ends it, and the program.</param>
    /// <returns>What it wrote, which are keys; or why it is not.</returns>
    public async Task<(string Keys, IReadOnlyList<Failure> Failures)> RunAsync(KeysSource keys, CancellationToken cancellationToken)
    {
        var name = keys.Command[0];
        var program = name.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(name, folder) : ExecutablePath.Find(name, searchPath);
        if (program is null)
        {
            return ("", [Failed(keys, $"{name} is not in PATH.")]);
        }

        var output = new StringBuilder();
        var result = await runner.RunAsync(Invocation(program, keys, output), cancellationToken);
        if (!result.Succeeded)
        {
            return ("", [Failed(keys, $"{name} ended with {result.ExitCode} ({result.End}).")]);
        }

        if (output.Length > LargestOutput)
        {
            return ("", [Failed(keys, $"{name} wrote more than 1 MiB.")]);
        }

        switch (KeysFile.ParseOutput(output.ToString(), name))
        {
            case ParsedKeys.Valid valid:
                valid.Encryption.Dispose();
                return (output.ToString(), []);
            case ParsedKeys.Invalid invalid:
                return ("", invalid.Failures);
            default:
                throw new InvalidOperationException("The output of a command names no other.");
        }
    }

    private ToolInvocation Invocation(string program, KeysSource keys, StringBuilder output) => new(program, [.. keys.Command.Skip(1)])
    {
        WorkingDirectory = folder,
        Limits = ToolLimits.Default with { Wall = TimeLimit, Stall = TimeLimit },
        OnOutputLine = line =>
        {
            if (output.Length <= LargestOutput)
            {
                output.Append(line).Append('\n');
            }
        },
    };

    private static Failure Failed(KeysSource keys, string message) =>
        Failure.Refusal("keys.command", message, "Run it by hand, as the keys file says.", new Place { Path = keys.Path });
}
