using Rushes.Platform.Functions;

namespace Rushes.Platform.Workflows;

/// <summary>An item of a node together with what gets it done: a function, or a call.</summary>
internal sealed record PlannedItem(ItemKey Key, string Label, long Weight)
{
    public FunctionWork? Function { get; init; }

    public CallRow? Call { get; init; }
}

/// <param name="Message">For the worker.</param>
/// <param name="Shape">What running it takes.</param>
/// <param name="Requires">The build: <c>encoding.avc@1.2.0</c>.</param>
/// <param name="CollatedWeight">Neighbours that weigh no more than this together are one message; 0: each is its own.</param>
internal sealed record FunctionWork(RunFunction Message, Shape Shape, string Requires, long CollatedWeight);
