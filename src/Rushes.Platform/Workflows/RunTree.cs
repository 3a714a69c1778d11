using Rushes.Platform.Database;

namespace Rushes.Platform.Workflows;

/// <summary>A run with all it called, as far as they share a database.</summary>
internal static class RunTree
{
    /// <summary>Whoever called, before those who were called.</summary>
    public static IReadOnlyList<string> Below(SqlSession sql, string run) => sql.Query(
        """
        WITH RECURSIVE tree (id, depth) AS (
          SELECT call.id, 1 FROM call WHERE call.run_id = @run
          UNION ALL SELECT call.id, tree.depth + 1 FROM tree JOIN call ON call.run_id = tree.id)
        SELECT run.id FROM tree JOIN run ON run.id = tree.id ORDER BY tree.depth, run.id
        """,
        row => row.GetString(0), ("run", run));

    /// <summary>All calls that it led to, also those that nobody has answered yet.</summary>
    public static IReadOnlyList<string> Calls(SqlSession sql, string run) => sql.Query(
        """
        WITH RECURSIVE tree (id) AS (
          SELECT call.id FROM call WHERE call.run_id = @run UNION ALL SELECT call.id FROM tree JOIN call ON call.run_id = tree.id)
        SELECT id FROM tree
        """,
        row => row.GetString(0), ("run", run));

    /// <summary>The run that was submitted, and led to this one; null when either is not here.</summary>
    public static RunRow? Root(SqlSession sql, string run)
    {
        var root = sql.Query(
            """
            WITH RECURSIVE above (id) AS (SELECT @run UNION ALL SELECT call.run_id FROM above JOIN call ON call.id = above.id)
            SELECT run.id FROM above JOIN run ON run.id = above.id WHERE run.call_sequence IS NULL
            """,
            row => row.GetString(0), ("run", run));
        return root.Count == 1 ? RunRows.Find(sql, root[0]) : null;
    }
}
