using System.Data.Common;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Hosting;

/// <summary>Shows a run and all it called. Rows are read again only when something changed; progress comes from memory.</summary>
internal sealed class SnapshotReader(StateDatabase database, RunSignals signals, ProgressBoard board)
{
    private sealed record State(string Run, long Version, List<Entry> Entries);

    private State? _latest;

    public async Task<IReadOnlyList<WorkSnapshot>> ReadAsync(string run, CancellationToken cancellationToken)
    {
        var version = signals.Version;
        var latest = _latest;
        if (latest is null || latest.Run != run || latest.Version != version)
        {
            latest = new State(run, version, await database.ReadAsync(sql => Query(sql, run), cancellationToken));
            _latest = latest;
        }

        return [.. latest.Entries.Select(WithProgress)];
    }

    /// <summary>A node whose items are not known yet stands as one that waits.</summary>
    private static List<Entry> Query(SqlSession sql, string run) => sql.Query(
        """
        WITH RECURSIVE tree (id) AS (
          SELECT @run UNION ALL SELECT call.id FROM tree JOIN call ON call.run_id = tree.id)
        SELECT run.id, run.workflow, node.name, coalesce(item.number, 0), coalesce(item.label, node.name), coalesce(item.state, node.state),
               coalesce(item.weight, CASE WHEN node.items = 0 THEN 0 ELSE 1 END), coalesce(item.attempts, 0), item.started, item.ended
        FROM tree JOIN run ON run.id = tree.id
        JOIN node ON node.run_id = run.id
        LEFT JOIN item ON item.run_id = node.run_id AND item.node = node.name
        ORDER BY run.created, run.id, node.position, item.number
        """,
        row => new Entry(row.GetString(0), new WorkSnapshot(
            row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetString(4), Enum.Parse<WorkState>(row.GetString(5), ignoreCase: true),
            row.GetInt64(6), 0, 0, row.GetInt32(7), Time(row, 8), Time(row, 9))),
        ("run", run));

    private WorkSnapshot WithProgress(Entry entry)
    {
        if (entry.Work.State != WorkState.Running)
        {
            return entry.Work;
        }

        var (done, total) = board.Read(entry.Run, entry.Work.Node, entry.Work.Item);
        return entry.Work with { Done = done, Total = total };
    }

    private static DateTimeOffset? Time(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    private sealed record Entry(string Run, WorkSnapshot Work);
}
