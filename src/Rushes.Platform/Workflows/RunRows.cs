using Microsoft.Data.Sqlite;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Workflows;

/// <summary>Reads and writes rows of runs. What may follow what is decided in <see cref="RunTransitions"/>.</summary>
internal static class RunRows
{
    private const string Columns =
        "id, method, dag, dag_version, parent_run, parent_node, parent_number, class, due, rank, state, response, failures";

    public static void Insert(Transaction transaction, RunRow run, string? requestId, byte[] request) => transaction.Sql.Execute(
        """
        INSERT INTO run (id, request_id, method, dag, dag_version, parent_run, parent_node, parent_number, class, due, rank, request, state, created)
        VALUES (@id, @requestId, @method, @dag, @version, @parentRun, @parentNode, @parentNumber, @class, @due, @rank, @request, 'running', @now)
        """,
        ("id", run.Id), ("requestId", requestId), ("method", run.Method), ("dag", run.Dag), ("version", run.DagVersion),
        ("parentRun", run.Parent?.Run), ("parentNode", run.Parent?.Node), ("parentNumber", run.Parent?.Number),
        ("class", run.Priority.Class), ("due", run.Priority.Due), ("rank", run.Priority.Rank), ("request", request), ("now", transaction.Now));

    public static RunRow? Find(SqliteSession sql, string id) =>
        sql.Query($"SELECT {Columns} FROM run WHERE id = @id", Read, ("id", id)).SingleOrDefault();

    public static RunRow? FindByRequest(SqliteSession sql, string requestId) =>
        sql.Query($"SELECT {Columns} FROM run WHERE request_id = @requestId", Read, ("requestId", requestId)).SingleOrDefault();

    public static IReadOnlyList<string> RunningChildren(SqliteSession sql, string id) => sql.Query(
        "SELECT id FROM run WHERE parent_run = @id AND state = 'running'", row => row.GetString(0), ("id", id));

    /// <summary>What was called by items that are not done.</summary>
    public static IReadOnlyList<string> OpenCalls(SqliteSession sql, string id) => sql.Query(
        """
        SELECT run.id FROM run JOIN item ON item.run_id = run.parent_run AND item.node = run.parent_node AND item.number = run.parent_number
        WHERE run.parent_run = @id AND item.state <> 'done'
        ORDER BY run.rowid
        """,
        row => row.GetString(0), ("id", id));

    public static byte[] Request(SqliteSession sql, string id) => (byte[]?)sql.Scalar("SELECT request FROM run WHERE id = @id", ("id", id))
        ?? throw new InvalidOperationException($"There is no run '{id}'.");

    public static void End(Transaction transaction, string id, RunState state, byte[]? response, byte[]? failures) => transaction.Sql.Execute(
        "UPDATE run SET state = @state, response = @response, failures = @failures, ended = @now WHERE id = @id",
        ("state", Name(state)), ("response", response), ("failures", failures), ("now", transaction.Now), ("id", id));

    /// <summary>As if it had not ended.</summary>
    public static void Reopen(Transaction transaction, string id) => transaction.Sql.Execute(
        "UPDATE run SET state = 'running', failures = NULL, ended = NULL WHERE id = @id", ("id", id));

    private static string Name(RunState state) => state switch
    {
        RunState.Running => "running",
        RunState.Done => "done",
        RunState.Failed => "failed",
        _ => "cancelled",
    };

    private static RunRow Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3),
        row.IsDBNull(4) ? null : new ItemKey { Run = row.GetString(4), Node = row.GetString(5), Number = row.GetInt32(6) },
        new MessagePriority(row.GetInt32(7), row.GetInt64(8), row.GetInt64(9)),
        Enum.Parse<RunState>(row.GetString(10), ignoreCase: true),
        row.IsDBNull(11) ? null : row.GetFieldValue<byte[]>(11),
        row.IsDBNull(12) ? null : row.GetFieldValue<byte[]>(12));
}
