using Microsoft.Extensions.Logging;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Retention;
using Rushes.Storage;

namespace Rushes.Platform.Hosting;

/// <summary>
/// Removes what attempts have published and no result refers to: attempts that failed, or that died before their result
/// was committed. An attempt that has finished a piece stays: a later one goes on from there, and the result refers to
/// what both have made. So does one that is under way; rows are read after the objects, so its row is there. Only runs of
/// this database are touched, because others may keep theirs in the same store. Before that, what has been kept for long
/// enough is forgotten, rows and objects. Safe at any time, and beside others.
/// </summary>
/// <param name="retain">How long jobs are kept after their end, and uploads that nobody uses; null: for ever.</param>
/// <param name="pieces">That jobs share; null: none.</param>
/// <param name="piecesKept">How long those are kept that are of no use; null: for ever.</param>
internal sealed partial class ObjectSweep(
    StateDatabase database, MessageQueue queue, IObjectStore store, TimeSpan? retain, SharedPieces? pieces, TimeSpan? piecesKept, TimeProvider time, ILogger logger)
{
    private const int ForgottenAtOnce = 1000;

    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMinutes(1);

    /// <summary>How long messages that were done or cancelled, and their dedupe keys, are kept.</summary>
    private static readonly TimeSpan MessagesKept = TimeSpan.FromDays(7);

    /// <summary>No upload takes longer than this; what is older has lost its process.</summary>
    private static readonly TimeSpan LongestWrite = TimeSpan.FromDays(1);

    private TimeSpan Pause => retain < ShortestPause ? ShortestPause : retain < LongestPause ? retain.Value : LongestPause;

    /// <summary>Daily, for as long as the platform runs; more often where things are kept for less than a day.</summary>
    /// <param name="later">The first time after a pause too; else at once.</param>
    /// <param name="cancellationToken">Ends it without an error.</param>
    public async Task KeepOnAsync(bool later, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                if (later)
                {
                    await Task.Delay(Pause, time, cancellationToken);
                }

                later = true;
                await TryAsync(cancellationToken);
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The platform stops.
        }
    }

    /// <summary>Once. Objects of attempts are gone through run by run as they are listed.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await ForgetAsync(cancellationToken);
        await RemoveAsync(cancellationToken);
        string? run = null;
        List<string> keys = [];
        await foreach (var key in store.ListAsync(AttemptKey.Root, cancellationToken))
        {
            var owner = key.Split('/')[1];
            if (owner != run)
            {
                await SweepAsync(run, keys, cancellationToken);
                (run, keys) = (owner, []);
            }

            keys.Add(key);
        }

        await SweepAsync(run, keys, cancellationToken);
        if (pieces is not null && piecesKept is { } kept)
        {
            await pieces.TrimAsync(most: null, time.GetUtcNow() - kept, cancellationToken);
        }

        await store.RemoveUnfinishedAsync(time.GetUtcNow() - LongestWrite, cancellationToken);
    }

    /// <summary>Page by page: transactions stay short.</summary>
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        while (await database.WriteAsync(transaction => queue.Forget(transaction, transaction.Now - Milliseconds(MessagesKept), ForgottenAtOnce), cancellationToken) == ForgottenAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (retain is { } length)
        {
            await new ExpiredJobs(database, length).ForgetAsync(cancellationToken);
            await database.WriteAsync(
                transaction => RemovalRows.Add(transaction, UploadRows.Forget(transaction, transaction.Now - Milliseconds(length))), cancellationToken);
        }
    }

    private async Task RemoveAsync(CancellationToken cancellationToken)
    {
        foreach (var prefix in await database.WriteAsync(RemovalRows.Due, cancellationToken))
        {
            await store.DeleteAsync(prefix, cancellationToken);
            await database.WriteAsync(transaction => RemovalRows.Emptied(transaction, prefix), cancellationToken);
        }
    }

    private static long Milliseconds(TimeSpan length) => (long)length.TotalMilliseconds;

    /// <summary>Nobody waits for it: what fails today is done tomorrow.</summary>
    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception);
        }
    }

    private async Task SweepAsync(string? run, List<string> keys, CancellationToken cancellationToken)
    {
        if (run is null || !await database.ReadAsync(sql => sql.Query("SELECT 1 FROM run WHERE id = @run", _ => true, ("run", run)).Count > 0, cancellationToken))
        {
            return;
        }

        HashSet<string> pieces = [];
        foreach (var record in keys.Where(FinishedPieces.IsRecord))
        {
            pieces.Add((await FinishedPieces.ReadAsync(store, record, cancellationToken)).Uri);
        }

        var published = keys.Select(key => (Attempt: AttemptKey.Parse(key), Uri: store.GetUri(key))).Where(one => one.Attempt is not null).ToList();
        HashSet<AttemptKey> lost = [.. published.Select(one => one.Attempt!)];
        lost.ExceptWith(published.Where(one => pieces.Contains(one.Uri)).Select(one => one.Attempt!));
        lost.ExceptWith(await database.ReadAsync(sql => Current(sql, run), cancellationToken));
        foreach (var attempt in lost)
        {
            await store.DeleteAsync(attempt.Prefix, cancellationToken);
        }
    }

    /// <summary>Attempts whose results count, or may still come.</summary>
    private static List<AttemptKey> Current(SqlSession sql, string run) => sql.Query(
        "SELECT node, number, attempts FROM item WHERE run_id = @run AND state IN ('done', 'running')",
        row => new AttemptKey(run, row.GetString(0), row.GetInt32(1), row.GetInt32(2)), ("run", run));

    private static partial class Log
    {
        [LoggerMessage(1041, LogLevel.Warning, "What is of no use any more could not all be removed; it will be the next time")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
