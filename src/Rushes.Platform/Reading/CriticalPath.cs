using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;

namespace Rushes.Platform.Reading;

/// <summary>
/// The chain of nodes that determined the end of a run: from the node that ended last back through what it waited for last, and
/// through calls. While the run goes on, what runs now counts as ending now. Pure.
/// </summary>
internal static class CriticalPath
{
    public static IReadOnlyList<CriticalStep> Of(RunGraph run, Timestamp now) => Chain(run, 0, now);

    private static List<CriticalStep> Chain(RunGraph run, int depth, Timestamp now)
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
    private static List<CriticalStep> Steps(RunGraph run, NodeGraph node, int depth, Timestamp now)
    {
        var item = node.Items.Where(one => one.Started is not null)
            .MaxBy(one => (End(one.Status, one.Ended, now), one.Status == JobWorkStatus.Failed, -Ticks(one.Started)));
        // A call that was placed again has begun when the run began that answers it.
        var started = item?.Call?.Created ?? item?.Started ?? node.Started;
        var ended = item is null ? End(node.Status, node.Ended, now) : End(item.Status, item.Ended, now);
        var step = new CriticalStep
        {
            Run = run.Id,
            Workflow = run.Workflow,
            Node = node.Name,
            Label = item?.Label ?? node.Name,
            Depth = depth,
            Waiting = Span(node.Ready ?? run.Created, started),
            Running = Span(started, ended),
        };
        if (item is not null)
        {
            step.Item = item.Number;
        }

        return item?.Call is { } call ? [step, .. Chain(call, depth + 1, now)] : [step];
    }

    // Of those that ended at once, as when a failure cancels the rest: the one that failed, then the one that took longest.
    private static NodeGraph? Last(IEnumerable<NodeGraph> nodes, Timestamp now) => nodes.Where(node => node.Started is not null)
        .MaxBy(node => (End(node.Status, node.Ended, now), node.Status == JobWorkStatus.Failed, -Ticks(node.Started)));

    private static Timestamp End(JobWorkStatus state, Timestamp? ended, Timestamp now) =>
        state is JobWorkStatus.Waiting or JobWorkStatus.Running ? now : ended ?? now;

    // Clocks of several processes may disagree a little.
    private static Duration Span(Timestamp from, Timestamp to) => to > from ? to - from : new Duration();

    private static long Ticks(Timestamp time) => time.ToDateTime().Ticks;
}
