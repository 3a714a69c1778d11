using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;

namespace Rushes.Cli.Report;

/// <summary>How long a node has waited and run.</summary>
internal static class NodeTimes
{
    /// <summary>From when all before it was done; null: that is not yet, or it never began.</summary>
    public static TimeSpan? Waiting(NodeGraph node, Timestamp now) => Between(node.Ready, node.Started ?? node.Ended ?? now);

    /// <summary>Null: it has not begun.</summary>
    public static TimeSpan? Running(NodeGraph node, Timestamp now) => Between(node.Started, node.Ended ?? now);

    private static TimeSpan? Between(Timestamp? from, Timestamp to) => from is not { } start ? null : to > start ? (to - start).ToTimeSpan() : TimeSpan.Zero;
}
