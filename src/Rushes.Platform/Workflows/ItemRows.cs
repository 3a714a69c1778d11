using Rushes.Contracts;
using Rushes.Platform.Database;

namespace Rushes.Platform.Workflows;

/// <summary>Reads and writes rows of items. Every node has items once it has begun; one that is no map has one.</summary>
internal static class ItemRows
{
    private const string This = "run_id = @run AND node = @node AND number = @number";

    /// <summary>Those that are there already stay as they are.</summary>
    public static void Insert(Transaction transaction, IReadOnlyList<PlannedItem> items) => transaction.Sql.ExecuteEach(
        """
        INSERT INTO item (run_id, node, number, label, weight, state) VALUES (@run, @node, @number, @label, @weight, 'waiting')
        ON CONFLICT DO NOTHING
        """,
        [.. items.Select(item => new (string, object?)[]
        {
            ("run", item.Key.Run), ("node", item.Key.Node), ("number", item.Key.Number), ("label", item.Label), ("weight", item.Weight),
        })]);

    /// <summary>Before the items of a node are known, the node itself stands as its item 0.</summary>
    public static void Clear(Transaction transaction, string run, string node) => transaction.Sql.Execute(
        "DELETE FROM item WHERE run_id = @run AND node = @node", ("run", run), ("node", node));

    public static void Begin(Transaction transaction, ItemKey key, int attempt) => transaction.Sql.Execute(
        $"""
        UPDATE item SET state = 'running', attempts = @attempt, started = @now
        WHERE {This} AND state IN ('waiting', 'running')
        """,
        ("attempt", attempt), ("now", transaction.Now), ("run", key.Run), ("node", key.Node), ("number", key.Number));

    /// <summary>The attempt is over and another will follow; <paramref name="failures"/> of it, if it failed.</summary>
    public static void Wait(Transaction transaction, ItemKey key, FailureList? failures) => transaction.Sql.Execute(
        $"UPDATE item SET state = 'waiting', failures = coalesce(@failures, failures) WHERE {This} AND state = 'running'",
        ("failures", Bytes(failures)), ("run", key.Run), ("node", key.Node), ("number", key.Number));

    /// <summary>Adds to what all attempts have cost.</summary>
    public static void Spend(Transaction transaction, ItemKey key, TimeSpan processor) => transaction.Sql.Execute(
        $"UPDATE item SET processor = processor + @spent WHERE {This}",
        ("spent", (long)processor.TotalMilliseconds), ("run", key.Run), ("node", key.Node), ("number", key.Number));

    /// <summary>What a job has cost, with all it called.</summary>
    public static TimeSpan Spent(SqlSession sql, string job) => TimeSpan.FromMilliseconds((long)sql.Scalar(
        """
        WITH RECURSIVE tree (id) AS (SELECT run.id FROM run WHERE run.id = @run UNION ALL SELECT call.id FROM tree JOIN call ON call.run_id = tree.id)
        SELECT CAST(coalesce(sum(item.processor), 0) AS BIGINT) FROM tree JOIN item ON item.run_id = tree.id
        """,
        ("run", job))!);

    /// <summary>False: it had ended.</summary>
    public static bool Complete(Transaction transaction, ItemKey key, Payload result) => transaction.Sql.Execute(
        $"""
        UPDATE item SET state = 'done', result = @result, result_object = @object, failures = NULL, ended = @now
        WHERE {This} AND state IN ('waiting', 'running')
        """,
        ("result", result.Inline), ("object", result.ObjectBytes), ("now", transaction.Now),
        ("run", key.Run), ("node", key.Node), ("number", key.Number)) == 1;

    public static void Fail(Transaction transaction, ItemKey key, FailureList failures) => transaction.Sql.Execute(
        $"UPDATE item SET state = 'failed', failures = @failures, ended = @now WHERE {This} AND state IN ('waiting', 'running')",
        ("failures", Bytes(failures)), ("now", transaction.Now), ("run", key.Run), ("node", key.Node), ("number", key.Number));

    public static void CancelRest(Transaction transaction, string run) => transaction.Sql.Execute(
        "UPDATE item SET state = 'cancelled', ended = @now WHERE run_id = @run AND state IN ('waiting', 'running')",
        ("now", transaction.Now), ("run", run));

    /// <summary>What ended without being done is as it was before: under way where a call was placed for it, else waiting.</summary>
    public static void Reopen(Transaction transaction, string run) => transaction.Sql.Execute(
        """
        UPDATE item SET failures = NULL, ended = NULL, state = CASE
          WHEN EXISTS (SELECT 1 FROM call WHERE call.run_id = item.run_id AND call.node = item.node AND call.number = item.number)
          THEN 'running' ELSE 'waiting' END
        WHERE run_id = @run AND state IN ('failed', 'cancelled')
        """,
        ("run", run));

    /// <summary>In the order of the graph and of the items; those that failed for good first.</summary>
    public static IReadOnlyList<FailureList> Failures(SqlSession sql, string run, int max) => sql.Query(
        """
        SELECT item.failures FROM item JOIN node ON node.run_id = item.run_id AND node.name = item.node
        WHERE item.run_id = @run AND item.failures IS NOT NULL AND item.state <> 'done'
        ORDER BY CASE item.state WHEN 'failed' THEN 0 ELSE 1 END, node.position, item.number LIMIT @max
        """,
        row => FailureList.Parser.ParseFrom(row.GetFieldValue<byte[]>(0)), ("run", run), ("max", max));

    /// <summary>Results of a node that is done, in the order of its items.</summary>
    public static List<Payload> Results(SqlSession sql, string run, string node) => sql.Query(
        "SELECT result, result_object FROM item WHERE run_id = @run AND node = @node AND state = 'done' ORDER BY number",
        row => Payload.Of(RunRows.Bytes(row, 0), RunRows.Bytes(row, 1)), ("run", run), ("node", node));

    private static byte[]? Bytes(FailureList? failures) => failures is null ? null : Google.Protobuf.MessageExtensions.ToByteArray(failures);
}
