using System.Data.Common;
using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;
using Rushes.Platform.Database;

namespace Rushes.Platform.Reading;

/// <summary>Reads a run and all it called, and makes a graph of it.</summary>
internal static class GraphRows
{
    private const string Tree =
        "WITH RECURSIVE tree (id) AS (SELECT id FROM run WHERE id = @run UNION ALL SELECT call.id FROM tree JOIN call ON call.run_id = tree.id)";

    /// <summary>Null: there is no such job.</summary>
    public static JobGraph? Find(SqlSession sql, string job, long now)
    {
        if (JobRows.Find(sql, job) is not { } found)
        {
            return null;
        }

        var (run, time) = (Read(sql, job), Columns.Time(now));
        return new JobGraph { Job = found, Run = run, CriticalPath = { CriticalPath.Of(run, time) }, Now = time };
    }

    private static RunGraph Read(SqlSession sql, string run)
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
            var own = nodes[id].ToDictionary(row => row.Node.Name, row => row.Node);
            var graph = runs[id];
            graph.Nodes.Add(nodes[id].Select(node => Node(node, graph.Created, own)));
            return graph;
        }

        NodeGraph Node(NodeRow row, Timestamp created, Dictionary<string, NodeGraph> own)
        {
            var node = row.Node;
            var before = node.After.Select(name => own[name]).ToList();
            node.Ready = before.TrueForAll(other => other.Status == JobWorkStatus.Done) ? before.Max(other => other.Ended) ?? created : null;
            node.Items.Add(items[(row.Run, node.Name)].Select(Item));
            return node;
        }

        ItemGraph Item(ItemRow row)
        {
            row.Item.Call = row.Call.Length > 0 && runs.ContainsKey(row.Call) ? Run(row.Call) : null;
            return row.Item;
        }
    }

    private static RunGraph ReadRun(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Method = row.GetString(1),
        Workflow = row.GetString(2),
        WorkflowVersion = row.GetInt32(3),
        Status = row.Named<JobStatus>(4),
        Created = row.Time(5),
        Ended = row.Time(6),
    };

    private static NodeRow ReadNode(DbDataReader row)
    {
        var node = new NodeGraph
        {
            Name = row.GetString(1),
            After = { row.GetString(2).Split(' ', StringSplitOptions.RemoveEmptyEntries) },
            Status = row.Named<JobWorkStatus>(3),
            Started = row.Time(5),
            Ended = row.Time(6),
        };
        if (!row.IsDBNull(4))
        {
            node.Total = row.GetInt32(4);
        }

        return new NodeRow(row.GetString(0), node);
    }

    private static ItemRow ReadItem(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.Text(11), new ItemGraph
    {
        Number = row.GetInt32(2),
        Label = row.GetString(3),
        Match = row.Text(4),
        Weight = row.GetInt64(5),
        Status = row.Named<JobWorkStatus>(6),
        Attempts = row.GetInt32(7),
        Started = row.Time(8),
        Ended = row.Time(9),
        Failures = { row.Failures(10) },
        Processor = TimeSpan.FromMilliseconds(row.GetInt64(12)).ToDuration(),
    });

    private sealed record NodeRow(string Run, NodeGraph Node);

    private sealed record ItemRow(string Run, string Node, string Call, ItemGraph Item);
}
