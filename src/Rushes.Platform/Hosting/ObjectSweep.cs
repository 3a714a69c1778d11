using System.Data.Common;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Storage;

namespace Rushes.Platform.Hosting;

/// <summary>
/// Removes what attempts have published and no result refers to: attempts that failed, or that died before their result
/// was committed. An attempt that has finished a piece stays: a later one goes on from there, and the result refers to
/// what both have made. Runs before anything is taken, so no attempt is under way. Only runs of this database are
/// touched, because others may keep theirs in the same store.
/// </summary>
internal static class ObjectSweep
{
    public static async Task RunAsync(StateDatabase database, IObjectStore store, CancellationToken cancellationToken)
    {
        foreach (var run in await database.ReadAsync(sql => sql.Query("SELECT id FROM run ORDER BY id", row => row.GetString(0)), cancellationToken))
        {
            await SweepAsync(database, store, run, cancellationToken);
        }
    }

    private static async Task SweepAsync(StateDatabase database, IObjectStore store, string run, CancellationToken cancellationToken)
    {
        List<(AttemptKey Attempt, string Uri)> published = [];
        HashSet<string> pieces = [];
        await foreach (var key in store.ListAsync($"{AttemptKey.Root}{run}/", cancellationToken))
        {
            if (AttemptKey.Parse(key) is { } attempt)
            {
                published.Add((attempt, store.GetUri(key)));
            }
            else if (FinishedPieces.IsRecord(key))
            {
                pieces.Add((await FinishedPieces.ReadAsync(store, key, cancellationToken)).Uri);
            }
        }

        if (published.Count == 0)
        {
            return;
        }

        HashSet<AttemptKey> lost = [.. published.Select(one => one.Attempt)];
        lost.ExceptWith(published.Where(one => pieces.Contains(one.Uri)).Select(one => one.Attempt));
        lost.ExceptWith(await database.ReadAsync(sql => Committed(sql, run), cancellationToken));
        foreach (var attempt in lost)
        {
            await store.DeleteAsync(attempt.Prefix, cancellationToken);
        }
    }

    private static List<AttemptKey> Committed(SqlSession sql, string run) => sql.Query(
        "SELECT node, number, attempts FROM item WHERE run_id = @run AND state = 'done'",
        row => Attempt(run, row), ("run", run));

    private static AttemptKey Attempt(string run, DbDataReader row) => new(run, row.GetString(0), row.GetInt32(1), row.GetInt32(2));
}
