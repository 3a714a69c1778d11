using Google.Protobuf;

namespace Rushes.Platform.Workflows;

/// <summary>
/// The workflow of a service as a directed acyclic graph. State lives in rows, one for each node (and item of a map); a node
/// starts when all it depends on is done, and its row, its result and the messages it sends are written in one transaction.
/// The graph ends with the first failure that retry does not cure.
/// </summary>
public abstract class Dag : Workflow
{
    private protected Dag(string name, int version, TimeSpan? limit, IReadOnlyList<NodeDefinition> nodes, NodeDefinition result)
        : base(name, version, limit)
    {
        Nodes = nodes;
        Result = result;
        Parts = [.. nodes.Select(Part)];
    }

    internal override IReadOnlyList<WorkflowPart> Parts { get; }

    /// <summary>In the order of declaration, which is a topological order.</summary>
    internal IReadOnlyList<NodeDefinition> Nodes { get; }

    /// <summary>The node whose result is the response of the run.</summary>
    internal NodeDefinition Result { get; }

    /// <summary>Declares a graph.</summary>
    /// <param name="name">Service and workflow: <c>encoding.encode</c>.</param>
    /// <param name="version">Raised whenever the graph changes shape.</param>
    /// <param name="request">Reads the request.</param>
    /// <param name="declare">Adds the nodes and returns the one whose result is the response.</param>
    /// <param name="limit">A run must be done so long after it was started.</param>
    /// <exception cref="ArgumentException">A name is wrong or there twice, or a node is of another graph.</exception>
    public static Dag<TRequest, TResponse> Define<TRequest, TResponse>(
        string name, int version, MessageParser<TRequest> request, Func<DagBuilder<TRequest>, Node<TResponse>> declare, TimeSpan? limit = null)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        ArgumentNullException.ThrowIfNull(declare);
        var builder = new DagBuilder<TRequest>(name, request);
        var result = declare(builder).Definition
            ?? throw new ArgumentException($"{name}: the request cannot be the response.", nameof(declare));
        builder.Check(result);
        return new Dag<TRequest, TResponse>(name, version, limit, builder.Nodes, result);
    }

    private static WorkflowPart Part(NodeDefinition node)
    {
        var part = new WorkflowPart(node.Name, [.. node.Dependencies.Select(other => other.Name)], [], null);
        return node switch
        {
            NodeDefinition.Function function => part with { Functions = [function.FunctionName] },
            NodeDefinition.Map map => part with { Functions = map.FunctionNames },
            NodeDefinition.Call call => part with { Method = call.Method },
            NodeDefinition.MapCall call => part with { Method = call.Method },
            _ => part,
        };
    }
}

/// <inheritdoc cref="Dag"/>
public sealed class Dag<TRequest, TResponse> : Dag
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    internal Dag(string name, int version, TimeSpan? limit, IReadOnlyList<NodeDefinition> nodes, NodeDefinition result)
        : base(name, version, limit, nodes, result)
    {
    }
}
