using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Functions;

namespace Rushes.Platform.Workflows;

/// <summary>Declares the nodes of a DAG. A node whose source is a map is a reduce: it starts when every item is done.</summary>
public sealed class DagBuilder<TRequest>
    where TRequest : class, IMessage<TRequest>
{
    private readonly List<NodeDefinition> _nodes = [];

    internal DagBuilder(MessageParser<TRequest> request) => Request = new Node<TRequest>(null, request);

    /// <summary>What the run was started with.</summary>
    public Node<TRequest> Request { get; }

    internal IReadOnlyList<NodeDefinition> Nodes => _nodes;

    /// <summary>A light step, run by the workflow executor.</summary>
    public Node<TResult> Inline<TIn, TResult>(
        string name, Source<TIn> source, MessageParser<TResult> parser,
        Func<TIn, StepContext, CancellationToken, Task<StepOutcome<TResult>>> step)
        where TResult : class, IMessage<TResult>
    {
        async Task<InlineOutcome> RunAsync(IResults results, StepContext context, CancellationToken cancellationToken) =>
            await step(source.Read(results), context, cancellationToken).ConfigureAwait(false) switch
            {
                StepOutcome<TResult>.Succeeded succeeded => new InlineOutcome(succeeded.Result, null),
                StepOutcome<TResult>.Failed failed => new InlineOutcome(null, failed.Failures),
                _ => throw new InvalidOperationException("A step outcome has two cases."),
            };
        return new Node<TResult>(Add(new NodeDefinition.Inline(name, [.. source.Dependencies], RunAsync)), parser);
    }

    /// <summary>Work for a worker.</summary>
    public Node<TResult> Function<TIn, TArgument, TResult>(
        string name, Source<TIn> source, FunctionReference<TArgument, TResult> function, Func<TIn, MapItem<TArgument>> argument)
        where TArgument : class, IMessage<TArgument>
        where TResult : class, IMessage<TResult> =>
        new(Add(new NodeDefinition.Function(name, [.. source.Dependencies], function.Name, results => Untyped(argument(source.Read(results))))), function.ResultParser);

    /// <summary>The function, once for each item.</summary>
    public MapNode<TResult> Map<TIn, TArgument, TResult>(
        string name, Source<TIn> source, FunctionReference<TArgument, TResult> function, Func<TIn, IEnumerable<MapItem<TArgument>>> items)
        where TArgument : class, IMessage<TArgument>
        where TResult : class, IMessage<TResult> =>
        new(Add(new NodeDefinition.Map(name, [.. source.Dependencies], function.Name, results => [.. items(source.Read(results)).Select(Untyped)])), function.ResultParser);

    /// <summary>A call of another service, through its API.</summary>
    public Node<TCallResponse> Call<TIn, TCallRequest, TCallResponse>(
        string name, Source<TIn> source, Method<TCallRequest, TCallResponse> method, Func<TIn, TCallRequest> request)
        where TCallRequest : class, IMessage<TCallRequest>
        where TCallResponse : class, IMessage<TCallResponse> =>
        new(Add(new NodeDefinition.Call(name, [.. source.Dependencies], method.FullName, results => new ItemDefinition(request(source.Read(results)), name, 1))), method.ResponseParser);

    /// <summary>The call, once for each item.</summary>
    public MapNode<TCallResponse> MapCall<TIn, TCallRequest, TCallResponse>(
        string name, Source<TIn> source, Method<TCallRequest, TCallResponse> method, Func<TIn, IEnumerable<MapItem<TCallRequest>>> items)
        where TCallRequest : class, IMessage<TCallRequest>
        where TCallResponse : class, IMessage<TCallResponse> =>
        new(Add(new NodeDefinition.MapCall(name, [.. source.Dependencies], method.FullName, results => [.. items(source.Read(results)).Select(Untyped)])), method.ResponseParser);

    private static ItemDefinition Untyped<T>(MapItem<T> item)
        where T : class, IMessage<T> => new(item.Argument, item.Label, item.Weight);

    private NodeDefinition Add(NodeDefinition node)
    {
        if (_nodes.Any(other => other.Name == node.Name))
        {
            throw new ArgumentException($"The graph has a node '{node.Name}' already.", nameof(node));
        }

        _nodes.Add(node);
        return node;
    }
}
