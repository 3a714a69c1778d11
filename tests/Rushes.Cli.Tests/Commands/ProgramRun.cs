using Rushes.Cli.Commands;
using Rushes.Cli.Hosting;

namespace Rushes.Cli.Tests.Commands;

/// <summary>One run of the program, with its streams kept.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    public static Task<ProgramRun> StartAsync(TestFolder folder, params string[] arguments) =>
        // No PATH: no tool is found.
        StartAsync(folder, new Dictionary<string, string?>(), TestContext.Current.CancellationToken, arguments);

    public static async Task<ProgramRun> StartAsync(
        TestFolder folder, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var surroundings = new Surroundings
        {
            CurrentFolder = folder.Path,
            DefaultWorkPath = folder["cache"],
            Output = output,
            Error = error,
            OutputIsTerminal = false,
            ErrorIsTerminal = false,
            Time = new TestClock(),
            Variable = variables.GetValueOrDefault,
        };
        var exitCode = await RushesCommand.RunAsync(arguments, surroundings, cancellationToken);
        return new ProgramRun(exitCode, output.ToString(), error.ToString());
    }
}
