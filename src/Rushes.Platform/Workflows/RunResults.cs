using Rushes.Platform.Database;

namespace Rushes.Platform.Workflows;

/// <summary>Results of one run, read from committed rows when a node asks.</summary>
internal sealed class RunResults(StateDatabase database, string run) : IResults
{
    public ReadOnlyMemory<byte> Request => database.Read(sql => RunRows.Request(sql, run));

    public ReadOnlyMemory<byte> Single(NodeDefinition node) => Read(node).Single();

    public IReadOnlyList<ReadOnlyMemory<byte>> Items(NodeDefinition node) => [.. Read(node).Select(result => (ReadOnlyMemory<byte>)result)];

    private List<byte[]> Read(NodeDefinition node) => database.Read(sql => ItemRows.Results(sql, run, node.Name));
}
