using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Functions;

namespace Rushes.Platform.Workflows;

/// <summary>Declares the nodes of a DAG. A node whose source is a map is a reduce: it starts when every item is done.</summary>
public sealed class DagBuilder<TRequest>
    where TRequest : class, IMessage<TRequest>
{
    private readonly List<NodeDefinition> _nodes = [];

    private readonly string _dag;

    internal DagBuilder(string dag, MessageParser<TRequest> request) => (_dag, Request) = (dag, new Node<TRequest>(null, request));

    /// <summary>What the run was started with.</summary>
    public Node<TRequest> Request { get; }

    internal IReadOnlyList<NodeDefinition> Nodes => _nodes;

    /// <summary>A light step, run by the workflow executor.</summary>
    public Node<TResult> Inline<TIn, TResult>(
        string name, Source<TIn> source, MessageParser<TResult> parser,
        Func<TIn, StepContext, CancellationToken, Task<StepOutcome<TResult>>> step, TimeSpan? limit = null)
        where TResult : class, IMessage<TResult>
    {
        async Task<InlineOutcome> RunAsync(IResults results, StepContext context, CancellationToken cancellationToken) =>
            await step(source.Read(results), context, cancellationToken).ConfigureAwait(false) switch
            {
                StepOutcome<TResult>.Succeeded succeeded => new InlineOutcome(succeeded.Result, null),
                StepOutcome<TResult>.Failed failed => new InlineOutcome(null, failed.Failures),
                _ => throw new InvalidOperationException("A step outcome has two cases."),
            };
        return new Node<TResult>(Add(new NodeDefinition.Inline(name, [.. source.Dependencies], RunAsync) { Limit = limit }), parser);
    }

    /// <summary>Work for a worker.</summary>
    public Node<TResult> Function<TIn, TArgument, TResult>(
        string name, Source<TIn> source, FunctionReference<TArgument, TResult> function, Func<TIn, MapItem<TArgument>> argument,
        TimeSpan? limit = null)
        where TArgument : class, IMessage<TArgument>
        where TResult : class, IMessage<TResult> =>
        new(Add(new NodeDefinition.Function(name, [.. source.Dependencies], function.Name, results => Untyped(argument(source.Read(results)))) { Limit = limit }), function.ResultParser);

    /// <summary>The function, once for each item.</summary>
    /// <param name="name">Of the node.</param>
    /// <param name="source">What the list is made from.</param>
    /// <param name="function">What is done with each.</param>
    /// <param name="items">
    /// The list, enumerated once and page by page; after a crash once more, when it must be the same list again.
    /// </param>
    /// <param name="limit">All must be done so long after the node was ready to start.</param>
    public MapNode<TResult> Map<TIn, TArgument, TResult>(
        string name, Source<TIn> source, FunctionReference<TArgument, TResult> function, Func<TIn, IEnumerable<MapItem<TArgument>>> items,
        TimeSpan? limit = null)
        where TArgument : class, IMessage<TArgument>
        where TResult : class, IMessage<TResult> => Map(name, source, [function], items, limit);

    /// <inheritdoc cref="Map{TIn, TArgument, TResult}(string, Source{TIn}, FunctionReference{TArgument, TResult}, Func{TIn, IEnumerable{MapItem{TArgument}}}, TimeSpan?)"/>
    /// <param name="name">Of the node.</param>
    /// <param name="source">What the list is made from.</param>
    /// <param name="functions">At least one; each item names its own (<see cref="MapItem{T}.Function"/>).</param>
    /// <param name="items">The list.</param>
    /// <param name="limit">Of all.</param>
    public MapNode<TResult> Map<TIn, TArgument, TResult>(
        string name, Source<TIn> source, IReadOnlyList<FunctionReference<TArgument, TResult>> functions, Func<TIn, IEnumerable<MapItem<TArgument>>> items,
        TimeSpan? limit = null)
        where TArgument : class, IMessage<TArgument>
        where TResult : class, IMessage<TResult>
    {
        ArgumentNullException.ThrowIfNull(functions);
        return new(Add(new NodeDefinition.Map(name, [.. source.Dependencies], [.. functions.Select(function => function.Name)], results => items(source.Read(results)).Select(Untyped))
        {
            Limit = limit,
        }), functions[0].ResultParser);
    }

    /// <summary>A call of another service, through its API.</summary>
    public Node<TCallResponse> Call<TIn, TCallRequest, TCallResponse>(
        string name, Source<TIn> source, Method<TCallRequest, TCallResponse> method, Func<TIn, TCallRequest> request,
        TimeSpan? limit = null)
        where TCallRequest : class, IMessage<TCallRequest>
        where TCallResponse : class, IMessage<TCallResponse> =>
        new(Add(new NodeDefinition.Call(name, [.. source.Dependencies], method.FullName, results => new ItemDefinition(request(source.Read(results)), name, 1, null, null)) { Limit = limit }), method.ResponseParser);

    /// <summary>The call, once for each item.</summary>
    public MapNode<TCallResponse> MapCall<TIn, TCallRequest, TCallResponse>(
        string name, Source<TIn> source, Method<TCallRequest, TCallResponse> method, Func<TIn, IEnumerable<MapItem<TCallRequest>>> items,
        TimeSpan? limit = null)
        where TCallRequest : class, IMessage<TCallRequest>
        where TCallResponse : class, IMessage<TCallResponse> =>
        new(Add(new NodeDefinition.MapCall(name, [.. source.Dependencies], method.FullName, results => items(source.Read(results)).Select(Untyped)) { Limit = limit }), method.ResponseParser);

    private static ItemDefinition Untyped<T>(MapItem<T> item)
        where T : class, IMessage<T> => new(item.Argument, item.Label, item.Weight, item.Codec, item.Height, item.Function, item.CollatedWeight);

    /// <summary>A node of another graph would never be done in this one.</summary>
    internal void Check(NodeDefinition node)
    {
        if (!_nodes.Contains(node))
        {
            throw new ArgumentException($"{_dag}: node '{node.Name}' is not of this graph.", nameof(node));
        }
    }

    private NodeDefinition Add(NodeDefinition node)
    {
        if (!NodeName.IsValid(node.Name))
        {
            throw new ArgumentException($"{_dag}: '{node.Name}' is no name of a node. Lower-case letters, digits and hyphens make one.", nameof(node));
        }

        if (_nodes.Any(other => other.Name == node.Name))
        {
            throw new ArgumentException($"{_dag}: there is a node '{node.Name}' already.", nameof(node));
        }

        foreach (var dependency in node.Dependencies)
        {
            Check(dependency);
        }

        _nodes.Add(node);
        return node;
    }
}
