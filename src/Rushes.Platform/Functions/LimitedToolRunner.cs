using Rushes.Tools.Execution;

namespace Rushes.Platform.Functions;

/// <summary>
/// Every tool of an attempt is frozen with it. Where a function sets no limits for a tool, those of its manifest hold.
/// </summary>
internal sealed class LimitedToolRunner(IToolRunner runner, FunctionLimits limits, Suspension suspension) : IToolRunner
{
    private readonly ToolLimits _usual = ToolLimits.Default with { Wall = limits.Wall, Stall = limits.Stall };

    public Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken) => runner.RunAsync(
        invocation with { Suspension = suspension, Limits = invocation.Limits == ToolLimits.Default ? _usual : invocation.Limits },
        cancellationToken);
}
