using Rushes.Platform.Reading;

namespace Rushes.Cli.Report;

/// <summary>How long a node has waited and run.</summary>
internal static class NodeTimes
{
    /// <summary>From when all before it was done; null: that is not yet, or it never began.</summary>
    public static TimeSpan? Waiting(NodeGraph node, DateTimeOffset now) => Between(node.Ready, node.Started ?? node.Ended ?? now);

    /// <summary>Null: it has not begun.</summary>
    public static TimeSpan? Running(NodeGraph node, DateTimeOffset now) => Between(node.Started, node.Ended ?? now);

    private static TimeSpan? Between(DateTimeOffset? from, DateTimeOffset to) => from is not { } start ? null : to > start ? to - start : TimeSpan.Zero;
}
