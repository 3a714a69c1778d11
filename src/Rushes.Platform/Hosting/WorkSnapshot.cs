namespace Rushes.Platform.Hosting;

/// <summary>One node of a run, or one item of a map, as it is now.</summary>
/// <param name="Workflow">Name of the graph: <c>encoding.encode</c>.</param>
/// <param name="Node">Name of the node: <c>encode</c>.</param>
/// <param name="Item">Number of the item, from 0; 0 for a node that is no map.</param>
/// <param name="Label">For people.</param>
/// <param name="State">Where it is.</param>
/// <param name="Weight">Its share of the work of its node.</param>
/// <param name="Done">Progress that the function reported, in the unit of <paramref name="Total"/>.</param>
/// <param name="Total">0 when not known.</param>
/// <param name="Attempts">How often it was started.</param>
/// <param name="Started">Of the last attempt.</param>
/// <param name="Ended">When it was done or failed.</param>
public sealed record WorkSnapshot(
    string Workflow, string Node, int Item, string Label, WorkState State, long Weight,
    long Done, long Total, int Attempts, DateTimeOffset? Started, DateTimeOffset? Ended);

public enum WorkState
{
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
}
