using Google.Protobuf;
using Rushes.Contracts;

namespace Rushes.Platform.Workflows;

/// <summary>One node of a DAG, as the engine sees it: types are gone, bytes go in and out.</summary>
internal abstract record NodeDefinition(string Name, IReadOnlyList<NodeDefinition> Dependencies)
{
    /// <summary>The node must be done so long after it was ready to start. Null: no limit but those of its functions.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>Runs in the workflow executor: light.</summary>
    public sealed record Inline(string Name, IReadOnlyList<NodeDefinition> Dependencies, InlineStep Step)
        : NodeDefinition(Name, Dependencies);

    /// <summary>Runs on a worker.</summary>
    public sealed record Function(string Name, IReadOnlyList<NodeDefinition> Dependencies, string FunctionName, Func<IResults, ItemDefinition> Argument)
        : NodeDefinition(Name, Dependencies);

    /// <summary>Calls another service through its API layer.</summary>
    public sealed record Call(string Name, IReadOnlyList<NodeDefinition> Dependencies, string Method, Func<IResults, ItemDefinition> Request)
        : NodeDefinition(Name, Dependencies);

    /// <summary>One of the functions for each item.</summary>
    public sealed record Map(string Name, IReadOnlyList<NodeDefinition> Dependencies, IReadOnlyList<string> FunctionNames, Func<IResults, IEnumerable<ItemDefinition>> Items)
        : NodeDefinition(Name, Dependencies);

    /// <summary>A call for each item.</summary>
    public sealed record MapCall(string Name, IReadOnlyList<NodeDefinition> Dependencies, string Method, Func<IResults, IEnumerable<ItemDefinition>> Items)
        : NodeDefinition(Name, Dependencies);
}

/// <summary>One piece of work that a node asks for.</summary>
internal sealed record ItemDefinition(IMessage Argument, string Label, long Weight, string? Codec, int? Height, string? Function = null, long CollatedWeight = 0);

internal delegate Task<InlineOutcome> InlineStep(IResults results, StepContext context, CancellationToken cancellationToken);

/// <summary>Exactly one of the two is set.</summary>
internal sealed record InlineOutcome(IMessage? Result, IReadOnlyList<Failure>? Failures);
