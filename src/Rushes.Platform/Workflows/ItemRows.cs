using Rushes.Contracts;
using Rushes.Platform.Database;

namespace Rushes.Platform.Workflows;

/// <summary>Reads and writes rows of items. Every node has items once it has begun; one that is no map has one.</summary>
internal static class ItemRows
{
    /// <summary>Does nothing where the item is there already.</summary>
    public static void Insert(Transaction transaction, ItemKey key, string label, long weight) => transaction.Sql.Execute(
        """
        INSERT INTO item (run_id, node, number, label, weight, state) VALUES (@run, @node, @number, @label, @weight, 'waiting')
        ON CONFLICT DO NOTHING
        """,
        ("run", key.Run), ("node", key.Node), ("number", key.Number), ("label", label), ("weight", weight));

    /// <summary>Before the items of a node are known, the node itself stands as its item 0.</summary>
    public static void Clear(Transaction transaction, string run, string node) => transaction.Sql.Execute(
        "DELETE FROM item WHERE run_id = @run AND node = @node", ("run", run), ("node", node));

    public static void Begin(Transaction transaction, ItemKey key, int attempt) => transaction.Sql.Execute(
        """
        UPDATE item SET state = 'running', attempts = @attempt, started = @now
        WHERE run_id = @run AND node = @node AND number = @number AND state IN ('waiting', 'running')
        """,
        ("attempt", attempt), ("now", transaction.Now), ("run", key.Run), ("node", key.Node), ("number", key.Number));

    /// <summary>The attempt is over and another will follow; <paramref name="failures"/> of it, if it failed.</summary>
    public static void Wait(Transaction transaction, ItemKey key, FailureList? failures) => transaction.Sql.Execute(
        """
        UPDATE item SET state = 'waiting', failures = coalesce(@failures, failures)
        WHERE run_id = @run AND node = @node AND number = @number AND state = 'running'
        """,
        ("failures", Bytes(failures)), ("run", key.Run), ("node", key.Node), ("number", key.Number));

    public static void Complete(Transaction transaction, ItemKey key, byte[] result) => transaction.Sql.Execute(
        """
        UPDATE item SET state = 'done', result = @result, failures = NULL, ended = @now
        WHERE run_id = @run AND node = @node AND number = @number
        """,
        ("result", result), ("now", transaction.Now), ("run", key.Run), ("node", key.Node), ("number", key.Number));

    public static void Fail(Transaction transaction, ItemKey key, FailureList failures) => transaction.Sql.Execute(
        """
        UPDATE item SET state = 'failed', failures = @failures, ended = @now
        WHERE run_id = @run AND node = @node AND number = @number
        """,
        ("failures", Bytes(failures)), ("now", transaction.Now), ("run", key.Run), ("node", key.Node), ("number", key.Number));

    public static void CancelRest(Transaction transaction, string run) => transaction.Sql.Execute(
        "UPDATE item SET state = 'cancelled', ended = @now WHERE run_id = @run AND state IN ('waiting', 'running')",
        ("now", transaction.Now), ("run", run));

    /// <summary>What ended without being done is as it was before: under way where its call had begun, else waiting.</summary>
    public static void Reopen(Transaction transaction, string run) => transaction.Sql.Execute(
        """
        UPDATE item SET failures = NULL, ended = NULL, state = iif(
          EXISTS (SELECT 1 FROM run WHERE parent_run = item.run_id AND parent_node = item.node AND parent_number = item.number), 'running', 'waiting')
        WHERE run_id = @run AND state IN ('failed', 'cancelled')
        """,
        ("run", run));

    /// <summary>In the order of the graph and of the items; those that failed for good first.</summary>
    public static IReadOnlyList<FailureList> Failures(SqliteSession sql, string run) => sql.Query(
        """
        SELECT item.failures FROM item JOIN node ON node.run_id = item.run_id AND node.name = item.node
        WHERE item.run_id = @run AND item.failures IS NOT NULL AND item.state <> 'done'
        ORDER BY item.state <> 'failed', node.position, item.number
        """,
        row => FailureList.Parser.ParseFrom(row.GetFieldValue<byte[]>(0)), ("run", run));

    /// <summary>Results of a node that is done, in the order of its items.</summary>
    public static List<byte[]> Results(SqliteSession sql, string run, string node) => sql.Query(
        "SELECT result FROM item WHERE run_id = @run AND node = @node AND state = 'done' ORDER BY number",
        row => row.GetFieldValue<byte[]>(0), ("run", run), ("node", node));

    private static byte[]? Bytes(FailureList? failures) => failures is null ? null : Google.Protobuf.MessageExtensions.ToByteArray(failures);
}
