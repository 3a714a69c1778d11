using Rushes.Contracts;
using Rushes.Tools.Execution;
using Rushes.Tools.Sandboxing;

namespace Rushes.Cli.Hosting;

/// <summary>The sandbox that RUSHES_SANDBOX asks for: <c>auto</c> (as when it is not set), <c>required</c> or <c>off</c>.</summary>
internal static class Sandboxes
{
    public const string MissingCode = "tool.sandbox_missing";

    private const string Variable = "RUSHES_SANDBOX";

    /// <summary>
    /// What runs tools. Only walls that are required are tried now: of any others a command that starts no tool need not know.
    /// </summary>
    /// <returns>With a failure, if the wish is not one or cannot be met.</returns>
    public static async Task<(IToolRunner Runner, Failure? Failure)> FindRunnerAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (ModeOf(surroundings.Variable(Variable)) == SandboxMode.Auto)
        {
            return (new LaterSandboxedRunner(surroundings), null);
        }

        var (sandbox, failure) = await FindAsync(surroundings, cancellationToken);
        return (new ToolRunner(surroundings.Time, sandbox), failure);
    }

    /// <summary>With a failure, if the wish is not one or cannot be met.</summary>
    public static async Task<(Sandbox Sandbox, Failure? Failure)> FindAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (ModeOf(surroundings.Variable(Variable)) is not { } mode)
        {
            return (Sandbox.None, Unknown(surroundings.Variable(Variable)!));
        }

        var search = new SandboxSearch
        {
            Mode = mode,
            SearchPath = surroundings.Variable("PATH"),
            LibraryPath = surroundings.Variable("LD_LIBRARY_PATH"),
        };
        var sandbox = await new SandboxSurvey(new ToolRunner(surroundings.Time)).FindAsync(search, cancellationToken);
        return (sandbox, mode == SandboxMode.Required && !sandbox.HasWalls ? Missing(sandbox) : null);
    }

    private static SandboxMode? ModeOf(string? value) => value switch
    {
        null or "" or "auto" => SandboxMode.Auto,
        "required" => SandboxMode.Required,
        "off" => SandboxMode.Off,
        _ => null,
    };

    private static Failure Unknown(string value) => new()
    {
        Code = "usage.value",
        Category = FailureCategory.Configuration,
        Message = $"{Variable} is '{value}'.",
        Place = new Place { Option = Variable },
        Remedy = "Let it be auto, required or off.",
    };

    private static Failure Missing(Sandbox sandbox) => new()
    {
        Code = MissingCode,
        Category = FailureCategory.Configuration,
        Message = $"{Variable} is 'required', and {sandbox.Parts[0].Lacking}.",
        Place = new Place { Option = Variable },
        Remedy = sandbox.Parts[0].Remedy,
    };
}
