using Rushes.Platform.Database;

namespace Rushes.Platform.Workflows;

/// <summary>Reads and writes rows of nodes.</summary>
internal static class NodeRows
{
    public static void Insert(Transaction transaction, string run, IReadOnlyList<WorkflowPart> parts) => transaction.Sql.ExecuteEach(
        "INSERT INTO node (run_id, name, position, after, state) VALUES (@run, @name, @position, @after, 'waiting')",
        [.. parts.Select((part, position) => new (string, object?)[]
        {
            ("run", run), ("name", part.Name), ("position", position), ("after", string.Join(' ', part.After)),
        })]);

    public static HashSet<string> Done(SqlSession sql, string run) => [.. sql.Query(
        "SELECT name FROM node WHERE run_id = @run AND state = 'done'", row => row.GetString(0), ("run", run))];

    public static string State(SqlSession sql, string run, string name) => (string)sql.Scalar(
        "SELECT state FROM node WHERE run_id = @run AND name = @name", ("run", run), ("name", name))!;

    /// <summary>How many items are rows by now.</summary>
    public static int Planned(SqlSession sql, string run, string name) => (int)(long)sql.Scalar(
        "SELECT planned FROM node WHERE run_id = @run AND name = @name", ("run", run), ("name", name))!;

    public static void Begin(Transaction transaction, string run, string name) => transaction.Sql.Execute(
        "UPDATE node SET state = 'running', started = coalesce(started, @now) WHERE run_id = @run AND name = @name AND state IN ('waiting', 'running')",
        ("now", transaction.Now), ("run", run), ("name", name));

    /// <summary>More items are rows now. Returns how many of all are open.</summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="run">The run.</param>
    /// <param name="name">The node.</param>
    /// <param name="more">How many.</param>
    /// <param name="complete">There will be no more.</param>
    public static long Plan(Transaction transaction, string run, string name, int more, bool complete) => (long)transaction.Sql.Scalar(
        """
        UPDATE node SET state = 'running', started = coalesce(started, @now), planned = planned + @more, open = open + @more,
          items = CASE WHEN @complete = 1 THEN planned + @more END
        WHERE run_id = @run AND name = @name RETURNING open
        """,
        ("now", transaction.Now), ("more", more), ("complete", complete ? 1 : 0), ("run", run), ("name", name))!;

    /// <summary>One more item is done. True when it was the last of all.</summary>
    public static bool CloseItem(Transaction transaction, string run, string name) => transaction.Sql.Query(
        "UPDATE node SET open = open - 1 WHERE run_id = @run AND name = @name RETURNING open, items",
        row => row.GetInt64(0) == 0 && !row.IsDBNull(1), ("run", run), ("name", name)).Single();

    public static void End(Transaction transaction, string run, string name, string state) => transaction.Sql.Execute(
        "UPDATE node SET state = @state, ended = @now WHERE run_id = @run AND name = @name",
        ("state", state), ("now", transaction.Now), ("run", run), ("name", name));

    /// <summary>A rule has fired once more. Returns the number of the item.</summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="run">The run.</param>
    /// <param name="name">The rule.</param>
    /// <param name="open">The firing has started something that goes on.</param>
    public static int Fire(Transaction transaction, string run, string name, bool open) => (int)(long)transaction.Sql.Scalar(
        """
        UPDATE node SET state = 'running', started = coalesce(started, @now), planned = planned + 1, open = open + @open
        WHERE run_id = @run AND name = @name RETURNING planned
        """,
        ("now", transaction.Now), ("open", open ? 1 : 0), ("run", run), ("name", name))! - 1;

    /// <summary>There will be no more items.</summary>
    public static void CompleteRest(Transaction transaction, string run) => transaction.Sql.Execute(
        "UPDATE node SET state = 'done', items = planned, ended = @now WHERE run_id = @run AND state IN ('waiting', 'running')",
        ("now", transaction.Now), ("run", run));

    public static void CancelRest(Transaction transaction, string run) => transaction.Sql.Execute(
        "UPDATE node SET state = 'cancelled', ended = @now WHERE run_id = @run AND state IN ('waiting', 'running')",
        ("now", transaction.Now), ("run", run));

    /// <summary>What ended without being done is as it was before.</summary>
    public static void Reopen(Transaction transaction, string run) => transaction.Sql.Execute(
        """
        UPDATE node SET ended = NULL, state = CASE WHEN planned = 0 THEN 'waiting' ELSE 'running' END
        WHERE run_id = @run AND state IN ('failed', 'cancelled')
        """,
        ("run", run));
}
