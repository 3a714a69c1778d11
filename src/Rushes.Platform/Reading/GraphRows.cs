using System.Data.Common;
using Rushes.Platform.Database;
using Rushes.Platform.Hosting;

namespace Rushes.Platform.Reading;

/// <summary>Reads a run and all it called, and makes a graph of it.</summary>
internal static class GraphRows
{
    private const string Tree =
        "WITH RECURSIVE tree (id) AS (SELECT id FROM run WHERE id = @run UNION ALL SELECT call.id FROM tree JOIN call ON call.run_id = tree.id)";

    public static RunGraph Read(SqlSession sql, string run)
    {
        var runs = sql.Query(
            $"{Tree} SELECT run.id, run.method, run.workflow, run.workflow_version, run.state, run.created, run.ended FROM tree JOIN run ON run.id = tree.id",
            ReadRun, ("run", run)).ToDictionary(row => row.Id);
        var nodes = sql.Query(
            $"""
            {Tree} SELECT node.run_id, node.name, node.after, node.state, node.items, node.started, node.ended
            FROM tree JOIN node ON node.run_id = tree.id ORDER BY node.run_id, node.position
            """,
            ReadNode, ("run", run)).ToLookup(node => node.Run);
        var items = sql.Query(
            $"""
            {Tree} SELECT item.run_id, item.node, item.number, item.label, item.match, item.weight, item.state, item.attempts, item.started,
              item.ended, item.failures, call.id, item.processor
            FROM tree JOIN item ON item.run_id = tree.id
            LEFT JOIN call ON call.run_id = item.run_id AND call.node = item.node AND call.number = item.number
            ORDER BY item.run_id, item.node, item.number
            """,
            ReadItem, ("run", run)).ToLookup(item => (item.Run, item.Node));
        return Run(run);

        RunGraph Run(string id)
        {
            var own = nodes[id].ToDictionary(node => node.Name);
            return runs[id] with { Nodes = [.. nodes[id].Select(node => Node(node, runs[id].Created, own))] };
        }

        NodeGraph Node(NodeRow node, DateTimeOffset created, Dictionary<string, NodeRow> own)
        {
            var before = node.After.Select(name => own[name]).ToList();
            DateTimeOffset? ready = before.TrueForAll(other => other.State == WorkState.Done) ? before.Max(other => other.Ended) ?? created : null;
            return new NodeGraph(node.Name, node.After, node.State, node.Total, ready, node.Started, node.Ended, [.. items[(node.Run, node.Name)].Select(Item)]);
        }

        ItemGraph Item(ItemRow item) => item.Item with { Call = item.Call is { } call && runs.ContainsKey(call) ? Run(call) : null };
    }

    private static RunGraph ReadRun(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.Named<JobState>(4), row.Time(5), row.TimeOrNull(6), []);

    private static NodeRow ReadNode(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2).Split(' ', StringSplitOptions.RemoveEmptyEntries), row.Named<WorkState>(3),
        row.IsDBNull(4) ? null : row.GetInt32(4), row.TimeOrNull(5), row.TimeOrNull(6));

    private static ItemRow ReadItem(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.TextOrNull(11),
        new ItemGraph(
            row.GetInt32(2), row.GetString(3), row.TextOrNull(4), row.GetInt64(5), row.Named<WorkState>(6), row.GetInt32(7), row.TimeOrNull(8),
            row.TimeOrNull(9), row.Failures(10), TimeSpan.FromMilliseconds(row.GetInt64(12)), null));

    private sealed record NodeRow(string Run, string Name, IReadOnlyList<string> After, WorkState State, int? Total, DateTimeOffset? Started, DateTimeOffset? Ended);

    private sealed record ItemRow(string Run, string Node, string? Call, ItemGraph Item);
}
