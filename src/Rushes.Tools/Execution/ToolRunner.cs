using System.ComponentModel;
using System.Diagnostics;
using Rushes.Tools.Locating;
using Rushes.Tools.Sandboxing;

namespace Rushes.Tools.Execution;

/// <summary>
/// The only place where a process starts. Standard output and error are read side by side as lines, never gathered; limits
/// and cancellation kill the whole tree at once: what a killed attempt wrote is thrown away anyway.
/// </summary>
/// <param name="timeProvider">Of the limits of time.</param>
/// <param name="sandbox">Keeps the tools in; <see cref="Sandbox.None"/> where it is not given.</param>
public sealed class ToolRunner(TimeProvider timeProvider, Sandbox? sandbox = null) : IToolRunner
{
    private const int CannotStart = 127;

    /// <summary>How long a descendant that outlives the tool may keep the pipes open.</summary>
    private static readonly TimeSpan PipeGrace = TimeSpan.FromSeconds(5);

    private readonly Sandbox _sandbox = sandbox ?? Sandbox.None;

    /// <summary>Whether tools die with this process even when it is killed outright.</summary>
    public static bool ChildrenDieWithUs => ProcessStarter.ChildrenDieWithUs;

    public async Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        if (!Path.IsPathFullyQualified(invocation.Executable))
            throw new ArgumentException("An executable is named by its absolute path.", nameof(invocation));
        cancellationToken.ThrowIfCancellationRequested();
        if (invocation.Suspension is { } suspension)
            await suspension.WaitAsync(cancellationToken);
        if (!ExecutablePath.IsExecutable(invocation.Executable))
            return new(invocation, ToolEnd.NotStarted, CannotStart, "");
        using var confinement = _sandbox.Enter(invocation);
        Process process;
        try
        {
            process = await ProcessStarter.StartAsync(confinement.Command, invocation);
        }
        catch (Win32Exception exception)
        {
            return new(invocation, ToolEnd.NotStarted, CannotStart, exception.Message);
        }
        using (process)
        {
            using var activity = ToolTracing.Start(invocation);
            var result = confinement.Complete(await FollowAsync(process, invocation, cancellationToken));
            ToolTracing.End(activity, result);
            return result;
        }
    }

    private async Task<ToolResult> FollowAsync(Process process, ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var end = ToolEnd.Exited;
        using var group = new ProcessGroup(process, invocation.Suspension);
        using var clock = new StallClock(invocation, timeProvider, reason =>
        {
            end = reason;
            Kill(process);
        });
        using var cancellation = cancellationToken.Register(() => Kill(process));
        var tail = new TailBuffer(invocation.Limits.ErrorTailBytes);
        var output = LinePump.RunAsync(process.StandardOutput.BaseStream, OutputLines(invocation, clock), null, () => Kill(process));
        var error = LinePump.RunAsync(process.StandardError.BaseStream, ErrorLines(invocation), tail, () => Kill(process));
        try
        {
            await process.WaitForExitAsync(CancellationToken.None);
            await Task.WhenAll(output, error).WaitAsync(PipeGrace, timeProvider, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // A descendant that left the tree holds the pipes; the tool itself has ended, and that is what counts.
        }
        cancellationToken.ThrowIfCancellationRequested();
        return new(invocation, end, process.ExitCode, tail.ToString()) { Wall = clock.Elapsed };
    }

    private static LineSplitter OutputLines(ToolInvocation invocation, StallClock clock) =>
        new(invocation.Limits.LineBytes, line =>
        {
            if (invocation.IsProgress?.Invoke(line) ?? true)
                clock.Progress();
            invocation.OnOutputLine?.Invoke(line);
        });

    private static LineSplitter ErrorLines(ToolInvocation invocation) =>
        new(invocation.Limits.LineBytes, line => invocation.OnErrorLine?.Invoke(line));

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended in the meantime.
        }
    }
}
