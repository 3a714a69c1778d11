using System.Data.Common;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Workflows;

/// <summary>Reads and writes rows of runs. What may follow what is decided in <see cref="RunTransitions"/>.</summary>
internal static class RunRows
{
    private const string Columns =
        "id, method, workflow, workflow_version, call_sequence, class, due, rank, state, response, response_object, failures";

    public static void Insert(Transaction transaction, RunRow run, string? requestId, Payload request) => transaction.Sql.Execute(
        """
        INSERT INTO run (id, request_id, method, workflow, workflow_version, call_sequence, class, due, rank, request, request_object, state, created, trace)
        VALUES (@id, @requestId, @method, @workflow, @version, @sequence, @class, @due, @rank, @request, @object, 'running', @now, @trace)
        """,
        ("id", run.Id), ("requestId", requestId), ("method", run.Method), ("workflow", run.Workflow), ("version", run.Version),
        ("sequence", run.CallSequence), ("class", run.Priority.Class), ("due", run.Priority.Due), ("rank", run.Priority.Rank),
        ("request", request.Inline), ("object", request.ObjectBytes), ("now", transaction.Now),
        ("trace", transaction.Trace));

    public static RunRow? Find(SqlSession sql, string id) =>
        sql.Query($"SELECT {Columns} FROM run WHERE id = @id", Read, ("id", id)).SingleOrDefault();

    /// <summary>
    /// The run, which nobody else changes until the transaction ends. Whatever changes a run, its nodes or its items begins
    /// with this: two nodes that end at once must not both think that the other is still open.
    /// </summary>
    public static RunRow? Lock(Transaction transaction, string id) =>
        transaction.Sql.Query($"SELECT {Columns} FROM run WHERE id = @id {transaction.Sql.ForUpdate}", Read, ("id", id)).SingleOrDefault();

    /// <summary>The run that called it; null: none did.</summary>
    public static RunRow? Caller(SqlSession sql, string id) =>
        sql.Query($"SELECT {Columns} FROM run WHERE id = (SELECT call.run_id FROM call WHERE call.id = @id)", Read, ("id", id)).SingleOrDefault();

    public static RunRow? FindByRequest(SqlSession sql, string requestId) =>
        sql.Query($"SELECT {Columns} FROM run WHERE request_id = @requestId", Read, ("requestId", requestId)).SingleOrDefault();

    public static Payload Request(SqlSession sql, string id) => sql.Query(
        "SELECT request, request_object FROM run WHERE id = @id", row => Payload.Of(Bytes(row, 0), Bytes(row, 1)), ("id", id)).Single();

    /// <summary>What the run was begun as part of; null: no trace.</summary>
    public static string? Trace(SqlSession sql, string id) => (string?)sql.Scalar("SELECT trace FROM run WHERE id = @id", ("id", id));

    public static void End(Transaction transaction, string id, RunState state, Payload? response, byte[]? failures) => transaction.Sql.Execute(
        """
        UPDATE run SET state = @state, response = @response, response_object = @object, failures = @failures, ended = @now
        WHERE id = @id
        """,
        ("state", Name(state)), ("response", response?.Inline), ("object", response?.ObjectBytes), ("failures", failures),
        ("now", transaction.Now), ("id", id));

    /// <summary>As if it had not ended.</summary>
    public static void Reopen(Transaction transaction, string id) => transaction.Sql.Execute(
        "UPDATE run SET state = 'running', failures = NULL, ended = NULL WHERE id = @id", ("id", id));

    /// <summary>The caller has written again.</summary>
    public static void Answer(Transaction transaction, string id, int sequence) => transaction.Sql.Execute(
        "UPDATE run SET call_sequence = @sequence WHERE id = @id", ("sequence", sequence), ("id", id));

    public static byte[]? Bytes(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    private static string Name(RunState state) => state switch
    {
        RunState.Running => "running",
        RunState.Done => "done",
        RunState.Failed => "failed",
        _ => "cancelled",
    };

    private static RunRow Read(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.IsDBNull(4) ? null : row.GetInt32(4),
        new MessagePriority(row.GetInt32(5), row.GetInt64(6), row.GetInt64(7)),
        Enum.Parse<RunState>(row.GetString(8), ignoreCase: true),
        row.IsDBNull(9) && row.IsDBNull(10) ? null : Payload.Of(Bytes(row, 9), Bytes(row, 10)),
        Bytes(row, 11));
}
