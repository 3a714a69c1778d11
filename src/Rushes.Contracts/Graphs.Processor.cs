namespace Rushes.Contracts;

public sealed partial class RunGraph
{
    /// <summary>Of the tools of all attempts, in it and in what it called, as far as it was counted.</summary>
    public TimeSpan Processor => Nodes.Aggregate(TimeSpan.Zero, (sum, node) => sum + node.Processor);
}

public sealed partial class NodeGraph
{
    /// <inheritdoc cref="RunGraph.Processor"/>
    public TimeSpan Processor => Items.Aggregate(
        TimeSpan.Zero, (sum, item) => sum + (item.Processor?.ToTimeSpan() ?? TimeSpan.Zero) + (item.Call?.Processor ?? TimeSpan.Zero));
}
