using Rushes.Platform.Workflows;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Functions;

/// <summary>
/// Every tool of an attempt is frozen with it, and has the memory and the cores of the shape that the work was planned with.
/// Where a function sets no limits of time for a tool, those of its manifest hold.
/// </summary>
/// <param name="runner">Runs them.</param>
/// <param name="limits">Of the manifest.</param>
/// <param name="work">Says the shape.</param>
/// <param name="suspension">Of the attempt.</param>
/// <param name="used">Told of each run.</param>
internal sealed class LimitedToolRunner(IToolRunner runner, FunctionLimits limits, RunFunction work, Suspension suspension, Action<ToolResult> used) : IToolRunner
{
    private readonly ToolLimits _usual = ToolLimits.Default with { Wall = limits.Wall, Stall = limits.Stall };

    public async Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var limits = Limit(invocation.Limits == ToolLimits.Default ? _usual : invocation.Limits);
        var result = await runner.RunAsync(invocation with { Suspension = suspension, Limits = limits }, cancellationToken);
        used(result);
        return result;
    }

    /// <summary>Who keeps its cores busy from start to end has used the processor for as long as an attempt may take, on each.</summary>
    private ToolLimits Limit(ToolLimits own) => own with
    {
        OutputBytes = limits.OutputBytes,
        MemoryBytes = work.Memory > 0 ? work.Memory : own.MemoryBytes,
        Cores = work.Cores > 0 ? work.Cores : own.Cores,
        Processor = limits.Wall * Math.Max(1, work.Cores),
    };
}
