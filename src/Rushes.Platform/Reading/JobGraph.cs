using Rushes.Contracts;
using Rushes.Platform.Hosting;

namespace Rushes.Platform.Reading;

/// <summary>A job with everything in it.</summary>
/// <param name="Job">In short.</param>
/// <param name="Run">The graph; calls hang on the items that made them.</param>
/// <param name="CriticalPath">What determined its end, or its age: in the order of time.</param>
/// <param name="Now">When it was looked at, in the time of the database.</param>
public sealed record JobGraph(JobSummary Job, RunGraph Run, IReadOnlyList<CriticalStep> CriticalPath, DateTimeOffset Now);

/// <summary>A run as a graph.</summary>
/// <param name="Nodes">In the order of the declaration.</param>
public sealed record RunGraph(
    string Id, string Method, string Workflow, int Version, JobState State, DateTimeOffset Created, DateTimeOffset? Ended,
    IReadOnlyList<NodeGraph> Nodes)
{
    /// <summary>Of the tools of all attempts, in it and in what it called, as far as it was counted.</summary>
    public TimeSpan Processor => Nodes.Aggregate(TimeSpan.Zero, (sum, node) => sum + node.Processor);
}

/// <summary>A node of a run.</summary>
/// <param name="Name">In the declaration.</param>
/// <param name="After">The nodes it depends on.</param>
/// <param name="State">Where it is.</param>
/// <param name="Total">How many items it has; null until that is known.</param>
/// <param name="Ready">When the last node it depends on was done; null: not yet.</param>
/// <param name="Started">When it was begun.</param>
/// <param name="Ended">When it was done, failed or cancelled.</param>
/// <param name="Items">Those known by now.</param>
public sealed record NodeGraph(
    string Name, IReadOnlyList<string> After, WorkState State, int? Total, DateTimeOffset? Ready, DateTimeOffset? Started,
    DateTimeOffset? Ended, IReadOnlyList<ItemGraph> Items)
{
    /// <inheritdoc cref="RunGraph.Processor"/>
    public TimeSpan Processor => Items.Aggregate(TimeSpan.Zero, (sum, item) => sum + item.Processor + (item.Call?.Processor ?? TimeSpan.Zero));
}

/// <summary>A piece of work of a node.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Label">For people.</param>
/// <param name="Match">Of a rule: the facts it fired for; else null.</param>
/// <param name="Weight">Its share of the work of its node.</param>
/// <param name="State">Where it is.</param>
/// <param name="Attempts">How often it was started.</param>
/// <param name="Started">Of the last attempt.</param>
/// <param name="Ended">When it was done, failed or cancelled.</param>
/// <param name="Failures">Of the last attempt that failed.</param>
/// <param name="Processor">Of the tools of all its attempts, as far as it was counted.</param>
/// <param name="Call">The run that answers it; null: it is no call, or not placed yet.</param>
public sealed record ItemGraph(
    int Number, string Label, string? Match, long Weight, WorkState State, int Attempts, DateTimeOffset? Started, DateTimeOffset? Ended,
    IReadOnlyList<Failure> Failures, TimeSpan Processor, RunGraph? Call);
