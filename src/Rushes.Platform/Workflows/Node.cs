using Google.Protobuf;

namespace Rushes.Platform.Workflows;

/// <summary>A node with one result.</summary>
public sealed class Node<T> : Source<T>
    where T : class, IMessage<T>
{
    private readonly NodeDefinition? _definition;
    private readonly MessageParser<T> _parser;

    /// <param name="definition">Null for the request of the run.</param>
    /// <param name="parser">Reads the result.</param>
    internal Node(NodeDefinition? definition, MessageParser<T> parser)
    {
        _definition = definition;
        _parser = parser;
    }

    internal NodeDefinition? Definition => _definition;

    internal override IEnumerable<NodeDefinition> Dependencies => _definition is null ? [] : [_definition];

    internal override T Read(IResults results) =>
        _parser.ParseFrom((_definition is null ? results.Request : results.Single(_definition)).Span);
}

/// <summary>A node that runs once for each item of a list; read as the list of results, in the order of the items.</summary>
public sealed class MapNode<T> : Source<IReadOnlyList<T>>
    where T : class, IMessage<T>
{
    private readonly NodeDefinition _definition;
    private readonly MessageParser<T> _parser;

    internal MapNode(NodeDefinition definition, MessageParser<T> parser)
    {
        _definition = definition;
        _parser = parser;
    }

    internal override IEnumerable<NodeDefinition> Dependencies => [_definition];

    internal override IReadOnlyList<T> Read(IResults results) =>
        [.. results.Items(_definition).Select(bytes => _parser.ParseFrom(bytes.Span))];
}
