namespace Rushes.Cli.Hosting;

/// <summary>What the program was started in: the one place that reads the environment and the standard streams.</summary>
internal sealed record Surroundings
{
    public required string CurrentFolder { get; init; }

    public required string DefaultWorkPath { get; init; }

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    public required bool OutputIsTerminal { get; init; }

    public required bool ErrorIsTerminal { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Environment variables; null when not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    public static Surroundings OfProcess() => new()
    {
        CurrentFolder = Directory.GetCurrentDirectory(),
        DefaultWorkPath = Jobs.WorkFolder.DefaultRoot(Environment.GetEnvironmentVariable("XDG_CACHE_HOME"), Environment.GetEnvironmentVariable("HOME")),
        Output = Console.Out,
        Error = Console.Error,
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Time = TimeProvider.System,
        Variable = Environment.GetEnvironmentVariable,
    };

    public string Absolute(string path) => Path.GetFullPath(path, CurrentFolder);
}
