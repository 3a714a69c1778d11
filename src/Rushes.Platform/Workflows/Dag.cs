using Google.Protobuf;

namespace Rushes.Platform.Workflows;

/// <summary>
/// The workflow of a service as a directed acyclic graph, declared once in C# and kept by name and version: a run goes
/// on under the version it started with. State lives in rows, one for each node (and item of a map); a node starts when
/// all it depends on is done, and its row, its result and the messages it sends are written in one transaction.
/// The graph ends with the first failure that retry does not cure.
/// </summary>
public abstract class Dag
{
    private protected Dag(string name, int version, IReadOnlyList<NodeDefinition> nodes, NodeDefinition result)
    {
        Name = name;
        Version = version;
        Nodes = nodes;
        Result = result;
    }

    public string Name { get; }

    public int Version { get; }

    /// <summary>In the order of declaration, which is a topological order.</summary>
    internal IReadOnlyList<NodeDefinition> Nodes { get; }

    /// <summary>The node whose result is the response of the run.</summary>
    internal NodeDefinition Result { get; }

    /// <summary>A run must be done so long after it was started. Null: as long as it takes.</summary>
    public TimeSpan? Limit { get; internal init; }

    /// <summary>Declares a graph.</summary>
    /// <param name="name">Service and workflow: <c>encoding.encode</c>.</param>
    /// <param name="version">Raised whenever the graph changes shape.</param>
    /// <param name="request">Reads the request.</param>
    /// <param name="declare">Adds the nodes and returns the one whose result is the response.</param>
    /// <param name="limit">A run must be done so long after it was started. Null: as long as it takes.</param>
    /// <exception cref="ArgumentException">A name is wrong or there twice, or a node is of another graph.</exception>
    public static Dag<TRequest, TResponse> Define<TRequest, TResponse>(
        string name, int version, MessageParser<TRequest> request, Func<DagBuilder<TRequest>, Node<TResponse>> declare,
        TimeSpan? limit = null)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        ArgumentNullException.ThrowIfNull(declare);
        var builder = new DagBuilder<TRequest>(name, request);
        var result = declare(builder).Definition
            ?? throw new ArgumentException($"{name}: the request cannot be the response.", nameof(declare));
        builder.Check(result);
        return new Dag<TRequest, TResponse>(name, version, builder.Nodes, result) { Limit = limit };
    }
}

/// <inheritdoc cref="Dag"/>
public sealed class Dag<TRequest, TResponse> : Dag
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    internal Dag(string name, int version, IReadOnlyList<NodeDefinition> nodes, NodeDefinition result)
        : base(name, version, nodes, result)
    {
    }
}
