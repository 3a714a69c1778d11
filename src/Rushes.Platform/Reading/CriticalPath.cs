using Rushes.Platform.Hosting;

namespace Rushes.Platform.Reading;

/// <summary>A step of the critical path.</summary>
/// <param name="Run">The run it belongs to.</param>
/// <param name="Workflow">Of the run.</param>
/// <param name="Node">Of the run.</param>
/// <param name="Item">The item that the node ended with; null where the node has none.</param>
/// <param name="Label">Of the item.</param>
/// <param name="Depth">How many calls it lies below the job.</param>
/// <param name="Waiting">From when all before it was done until work began; for an item, on that very item.</param>
/// <param name="Running">From then to its end, or until now.</param>
public sealed record CriticalStep(
    string Run, string Workflow, string Node, int? Item, string Label, int Depth, TimeSpan Waiting, TimeSpan Running);

/// <summary>
/// The chain of nodes that determined the end of a run: from the node that ended last back through what it waited for last, and
/// through calls. While the run goes on, what runs now counts as ending now. Pure.
/// </summary>
internal static class CriticalPath
{
    public static IReadOnlyList<CriticalStep> Of(RunGraph run, DateTimeOffset now) => Chain(run, 0, now);

    private static List<CriticalStep> Chain(RunGraph run, int depth, DateTimeOffset now)
    {
        List<CriticalStep> path = [];
        var nodes = run.Nodes.ToDictionary(node => node.Name);
        for (var node = Last(run.Nodes, now); node is not null; node = Last([.. node.After.Where(nodes.ContainsKey).Select(name => nodes[name])], now))
        {
            path.InsertRange(0, Steps(run, node, depth, now));
        }

        return path;
    }

    // The node, and inside the run that answers it what that waited for.
    private static List<CriticalStep> Steps(RunGraph run, NodeGraph node, int depth, DateTimeOffset now)
    {
        var item = node.Items.Where(one => one.Started is not null)
            .MaxBy(one => (End(one.State, one.Ended, now), one.State == WorkState.Failed, -one.Started!.Value.UtcTicks));
        // A call that was placed again has begun when the run began that answers it.
        var started = item?.Call?.Created ?? item?.Started ?? node.Started!.Value;
        var ended = item is null ? End(node.State, node.Ended, now) : End(item.State, item.Ended, now);
        var step = new CriticalStep(
            run.Id, run.Workflow, node.Name, item?.Number, item?.Label ?? node.Name, depth, Span(node.Ready ?? run.Created, started), Span(started, ended));
        return item?.Call is { } call ? [step, .. Chain(call, depth + 1, now)] : [step];
    }

    // Of those that ended at once, as when a failure cancels the rest: the one that failed, then the one that took longest.
    private static NodeGraph? Last(IReadOnlyList<NodeGraph> nodes, DateTimeOffset now) => nodes.Where(node => node.Started is not null)
        .MaxBy(node => (End(node.State, node.Ended, now), node.State == WorkState.Failed, -node.Started!.Value.UtcTicks));

    private static DateTimeOffset End(WorkState state, DateTimeOffset? ended, DateTimeOffset now) =>
        state is WorkState.Waiting or WorkState.Running ? now : ended ?? now;

    // Clocks of several processes may disagree a little.
    private static TimeSpan Span(DateTimeOffset from, DateTimeOffset to) => to > from ? to - from : TimeSpan.Zero;
}
