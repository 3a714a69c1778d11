using Rushes.Tools.Execution;

namespace Rushes.Cli.Hosting;

/// <summary>Runs tools in what sandbox there is, and finds out what that is when the first of them starts.</summary>
internal sealed class LaterSandboxedRunner(Surroundings surroundings) : IToolRunner
{
    private readonly Lock _lock = new();
    private Task<ToolRunner>? _runner;

    public async Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var runner = await SurveyOnceAsync().WaitAsync(cancellationToken);
        return await runner.RunAsync(invocation, cancellationToken);
    }

    private Task<ToolRunner> SurveyOnceAsync()
    {
        lock (_lock)
        {
            return _runner ??= SurveyAsync();
        }
    }

    // The survey has a limit of time of its own; it is not for one caller alone to give it up.
    private async Task<ToolRunner> SurveyAsync() => new(surroundings.Time, (await Sandboxes.FindAsync(surroundings, CancellationToken.None)).Sandbox);
}
