namespace Rushes.Platform.Workflows;

/// <summary>
/// Something that a node can read once it is there: the result of another node, of a whole map, or of several.
/// Edges of a DAG are sources handed to nodes, so the compiler checks that types fit and that nothing is circular.
/// </summary>
public abstract class Source<T>
{
    private protected Source()
    {
    }

    /// <summary>The nodes that must be done before the value can be read.</summary>
    internal abstract IEnumerable<NodeDefinition> Dependencies { get; }

    internal abstract T Read(IResults results);

    /// <summary>Both values; there when both are.</summary>
    public Source<(T First, TOther Second)> And<TOther>(Source<TOther> other) => new JoinedSource<T, TOther>(this, other);
}

/// <summary>Where finished results are read from, as messages.</summary>
internal interface IResults
{
    ReadOnlyMemory<byte> Request { get; }

    ReadOnlyMemory<byte> Single(NodeDefinition node);

    /// <summary>Results of a map in the order of its items.</summary>
    IReadOnlyList<ReadOnlyMemory<byte>> Items(NodeDefinition node);
}

internal sealed class JoinedSource<T1, T2>(Source<T1> first, Source<T2> second) : Source<(T1 First, T2 Second)>
{
    internal override IEnumerable<NodeDefinition> Dependencies => first.Dependencies.Concat(second.Dependencies).Distinct();

    internal override (T1 First, T2 Second) Read(IResults results) => (first.Read(results), second.Read(results));
}
