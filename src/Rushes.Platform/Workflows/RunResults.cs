using Rushes.Platform.Database;

namespace Rushes.Platform.Workflows;

/// <summary>What the nodes that a node depends on have left, read before the node reads it.</summary>
internal sealed class RunResults : IResults
{
    private readonly Dictionary<NodeDefinition, IReadOnlyList<ReadOnlyMemory<byte>>> _results = [];

    private RunResults(ReadOnlyMemory<byte> request) => Request = request;

    public ReadOnlyMemory<byte> Request { get; }

    public static async Task<RunResults> ReadAsync(
        StateDatabase database, PayloadStore payloads, string run, NodeDefinition node, CancellationToken cancellationToken)
    {
        var request = await database.ReadAsync(sql => RunRows.Request(sql, run), cancellationToken);
        var results = new RunResults(await payloads.ReadAsync(request, cancellationToken));
        foreach (var dependency in node.Dependencies)
        {
            List<ReadOnlyMemory<byte>> read = [];
            foreach (var result in await database.ReadAsync(sql => ItemRows.Results(sql, run, dependency.Name), cancellationToken))
            {
                read.Add(await payloads.ReadAsync(result, cancellationToken));
            }

            results._results.Add(dependency, read);
        }

        return results;
    }

    public ReadOnlyMemory<byte> Single(NodeDefinition node) => _results[node].Single();

    public IReadOnlyList<ReadOnlyMemory<byte>> Items(NodeDefinition node) => _results[node];
}
