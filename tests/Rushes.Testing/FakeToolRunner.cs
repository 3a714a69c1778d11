using System.Collections.Concurrent;
using Rushes.Tools.Execution;

namespace Rushes.Testing;

/// <summary>A tool runner that starts nothing: a test says how each invocation ends, and looks at what was asked for.</summary>
public sealed class FakeToolRunner(Func<ToolInvocation, CancellationToken, Task<ToolResult>> run) : IToolRunner
{
    private readonly ConcurrentQueue<ToolInvocation> _invocations = [];

    /// <summary>Every invocation prints these lines and ends well.</summary>
    public FakeToolRunner(params string[] output)
        : this(invocation => Succeed(invocation, output))
    {
    }

    public FakeToolRunner(Func<ToolInvocation, ToolResult> run)
        : this((invocation, _) => Task.FromResult(run(invocation)))
    {
    }

    /// <summary>What was asked for, in order.</summary>
    public IReadOnlyCollection<ToolInvocation> Invocations => _invocations;

    public Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _invocations.Enqueue(invocation);
        return run(invocation, cancellationToken);
    }

    /// <summary>Prints the lines and ends with exit code 0.</summary>
    public static ToolResult Succeed(ToolInvocation invocation, params string[] output)
    {
        foreach (var line in output)
            invocation.OnOutputLine?.Invoke(line);
        return new(invocation, ToolEnd.Exited, 0, "");
    }

    /// <summary>Writes the text to standard error and ends with the exit code.</summary>
    public static ToolResult Fail(ToolInvocation invocation, int exitCode, string error)
    {
        foreach (var line in error.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            invocation.OnErrorLine?.Invoke(line);
        return new(invocation, ToolEnd.Exited, exitCode, error);
    }
}
