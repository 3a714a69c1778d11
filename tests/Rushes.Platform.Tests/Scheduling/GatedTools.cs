using System.Collections.Concurrent;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Tests.Scheduling;

/// <summary>Tools that begin when they are asked to and end when the test says so. Their first argument is their name.</summary>
internal sealed class GatedTools : IToolRunner
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _begun = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _ends = [];

    public ConcurrentQueue<string> Runs { get; } = [];

    public ConcurrentDictionary<string, Suspension> Suspensions { get; } = [];

    public async Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var name = invocation.Arguments[0];
        Runs.Enqueue(name);
        Suspensions[name] = invocation.Suspension!;
        Of(_begun, name).TrySetResult();
        await Of(_ends, name).Task.WaitAsync(cancellationToken);
        return new ToolResult(invocation, ToolEnd.Exited, 0, "");
    }

    public Task BegunAsync(string name) => Of(_begun, name).Task.WaitAsync(TestHost.Token);

    public void End(string name) => Of(_ends, name).TrySetResult();

    private static TaskCompletionSource Of(ConcurrentDictionary<string, TaskCompletionSource> all, string name) =>
        all.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
