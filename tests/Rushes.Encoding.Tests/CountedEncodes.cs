using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Encoding.Tests;

/// <summary>Runs encoders and counts them; the one with the given number, from 1, goes on until it is cancelled.</summary>
internal sealed class CountedEncodes : IToolRunner
{
    private readonly TaskCompletionSource _stopped = new();

    public List<ToolInvocation> Invocations { get; } = [];

    public int StopsAt { get; init; }

    public Task Stopped => _stopped.Task;

    public async Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        Invocations.Add(invocation);
        if (Invocations.Count == StopsAt)
        {
            _stopped.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        return await TestMedia.Runner.RunAsync(invocation, cancellationToken);
    }
}
