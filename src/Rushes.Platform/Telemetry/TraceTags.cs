using System.Diagnostics;
using Rushes.Platform.Queue;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Telemetry;

/// <summary>What spans are tagged with. Names: docs/telemetry.md.</summary>
internal static class TraceTags
{
    public const string Run = "rushes.run";
    public const string Node = "rushes.node";
    public const string Item = "rushes.item";
    public const string Attempt = "rushes.attempt";

    /// <param name="activity">Null: nobody listens.</param>
    /// <param name="lease">Of the message.</param>
    /// <param name="item">That the message is about; null: about none.</param>
    public static void Set(Activity? activity, Lease lease, ItemKey? item)
    {
        if (activity is null)
        {
            return;
        }

        activity.SetTag("rushes.queue", lease.Queue).SetTag("rushes.class", MetricLabels.Class(lease.Priority.Class)).SetTag(Attempt, lease.Attempt);
        if (item is not null)
        {
            activity.SetTag(Run, item.Run).SetTag(Node, item.Node).SetTag(Item, item.Number);
        }
    }
}
