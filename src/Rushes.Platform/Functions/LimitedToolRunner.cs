using Rushes.Tools.Execution;

namespace Rushes.Platform.Functions;

/// <summary>Where a function sets no limits for a tool, those of its manifest hold.</summary>
internal sealed class LimitedToolRunner(IToolRunner runner, FunctionLimits limits) : IToolRunner
{
    public Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken) => runner.RunAsync(
        invocation.Limits == ToolLimits.Default
            ? invocation with { Limits = ToolLimits.Default with { Wall = limits.Wall, Stall = limits.Stall } }
            : invocation,
        cancellationToken);
}
