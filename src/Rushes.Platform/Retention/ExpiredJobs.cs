using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Retention;

/// <summary>
/// Jobs that ended long enough ago: their rows go with those of all that they called, and their objects are marked for removal, in
/// one transaction. A job is there whole or not at all.
/// </summary>
internal sealed class ExpiredJobs(StateDatabase database, TimeSpan retain)
{
    private const int Page = 1000;

    /// <summary>In the order in which they may go.</summary>
    private static readonly string[] OfARun =
    [
        "DELETE FROM message WHERE scope = @run AND state IN ('dead', 'cancelled')",
        "DELETE FROM item WHERE run_id = @run",
        "DELETE FROM node WHERE run_id = @run",
        "DELETE FROM run_build WHERE run_id = @run",
        "DELETE FROM fact WHERE run_id = @run",
        "DELETE FROM webhook WHERE run_id = @run",
        "DELETE FROM upload_use WHERE run_id = @run",
        "DELETE FROM inbox WHERE call_id = @run",
        "DELETE FROM call WHERE run_id = @run",
        "DELETE FROM run WHERE id = @run",
    ];

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        int forgotten;
        IReadOnlyList<string> page;
        do
        {
            (page, forgotten) = (await database.WriteAsync(Find, cancellationToken), 0);
            foreach (var job in page)
            {
                forgotten += await database.WriteAsync(transaction => Forget(transaction, job), cancellationToken) ? 1 : 0;
            }
        }
        while (page.Count == Page && forgotten > 0);
    }

    private IReadOnlyList<string> Find(Transaction transaction) => transaction.Sql.Query(
        $"SELECT id FROM run WHERE ended < @before AND call_sequence IS NULL ORDER BY ended LIMIT {Page}", row => row.GetString(0), ("before", Before(transaction)));

    /// <summary>False: somebody has had it go on, or something of it is still under way.</summary>
    private bool Forget(Transaction transaction, string job)
    {
        if (RunRows.Lock(transaction, job) is null or { State: RunState.Running }
            || transaction.Sql.Scalar("SELECT 1 FROM run WHERE id = @run AND ended < @before", ("run", job), ("before", Before(transaction))) is null)
        {
            return false;
        }

        string[] runs = [.. RunTree.Calls(transaction.Sql, job), job];
        if (runs.Any(run => IsUnderWay(transaction.Sql, run)))
        {
            return false;
        }

        foreach (var statement in OfARun)
        {
            transaction.Sql.ExecuteEach(statement, [.. runs.Select(run => new (string, object?)[] { ("run", run) })]);
        }

        RemovalRows.Add(transaction, [.. runs.Select(AttemptKey.RunPrefix)]);
        return true;
    }

    private static bool IsUnderWay(SqlSession sql, string run) =>
        sql.Scalar("SELECT 1 FROM run WHERE id = @run AND state = 'running'", ("run", run)) is not null
        || sql.Scalar("SELECT 1 FROM message WHERE scope = @run AND state IN ('delayed', 'pending', 'leased', 'suspended')", ("run", run)) is not null;

    private long Before(Transaction transaction) => transaction.Now - (long)retain.TotalMilliseconds;
}
