namespace Rushes.Tools.Execution;

/// <summary>Runs a program of somebody else's as a child process, under limits.</summary>
public interface IToolRunner
{
    /// <summary>
    /// Runs the tool to its end. A tool that fails, stalls or cannot be started is a result, not an exception;
    /// when this returns or throws, the process and its descendants are gone. A tool whose work is frozen does not start
    /// before the work goes on.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the tool was killed.</exception>
    Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken);
}
