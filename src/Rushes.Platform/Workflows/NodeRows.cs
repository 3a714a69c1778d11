using Rushes.Platform.Database;

namespace Rushes.Platform.Workflows;

/// <summary>Reads and writes rows of nodes.</summary>
internal static class NodeRows
{
    public static void Insert(Transaction transaction, string run, string name, int position) => transaction.Sql.Execute(
        "INSERT INTO node (run_id, name, position, state) VALUES (@run, @name, @position, 'waiting')",
        ("run", run), ("name", name), ("position", position));

    public static HashSet<string> Done(SqliteSession sql, string run) => [.. sql.Query(
        "SELECT name FROM node WHERE run_id = @run AND state = 'done'", row => row.GetString(0), ("run", run))];

    /// <summary>The items of the node are known.</summary>
    public static void Open(Transaction transaction, string run, string name, int items) => transaction.Sql.Execute(
        "UPDATE node SET state = 'running', items = @items, open = @items WHERE run_id = @run AND name = @name",
        ("items", items), ("run", run), ("name", name));

    /// <summary>One more item is done. Returns how many are still open.</summary>
    public static long CloseItem(Transaction transaction, string run, string name) => (long)transaction.Sql.Scalar(
        "UPDATE node SET open = open - 1 WHERE run_id = @run AND name = @name RETURNING open", ("run", run), ("name", name))!;

    public static void SetState(Transaction transaction, string run, string name, string state) => transaction.Sql.Execute(
        "UPDATE node SET state = @state WHERE run_id = @run AND name = @name", ("state", state), ("run", run), ("name", name));

    public static void CancelRest(Transaction transaction, string run) => transaction.Sql.Execute(
        "UPDATE node SET state = 'cancelled' WHERE run_id = @run AND state IN ('waiting', 'running')", ("run", run));

    /// <summary>What ended without being done is as it was before.</summary>
    public static void Reopen(Transaction transaction, string run) => transaction.Sql.Execute(
        "UPDATE node SET state = iif(items IS NULL, 'waiting', 'running') WHERE run_id = @run AND state IN ('failed', 'cancelled')", ("run", run));
}
