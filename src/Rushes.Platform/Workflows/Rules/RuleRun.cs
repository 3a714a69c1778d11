using Rushes.Platform.Database;

namespace Rushes.Platform.Workflows.Rules;

/// <summary>Counts that only grow while a run is running: the same counts, the same facts, firings and answers.</summary>
internal readonly record struct RuleRunRevision(long Facts, long Firings, long Ended)
{
    public static RuleRunRevision Read(SqlSession sql, string run) => sql.Query(
        """
        SELECT (SELECT count(*) FROM fact WHERE run_id = @run),
               (SELECT count(*) FROM item WHERE run_id = @run),
               (SELECT count(ended) FROM item WHERE run_id = @run)
        """,
        row => new RuleRunRevision(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), ("run", run)).Single();
}

/// <summary>What an evaluation begins with.</summary>
/// <param name="Revision">Read first, so that what is read after it is at least as new.</param>
internal sealed record RuleRun(
    RunRow Run, RuleRunRevision Revision, IReadOnlyList<FactRow> Facts, IReadOnlyCollection<(string Rule, string Match)> Fired,
    IReadOnlyList<OpenFiring> Open)
{
    /// <summary>Null: it is not running.</summary>
    public static RuleRun? Read(SqlSession sql, string id)
    {
        var revision = RuleRunRevision.Read(sql, id);
        return RunRows.Find(sql, id) is { State: RunState.Running } run
            ? new RuleRun(run, revision, FactRows.Current(sql, id), FiringRows.Fired(sql, id).ToHashSet(), FiringRows.Open(sql, id))
            : null;
    }
}
