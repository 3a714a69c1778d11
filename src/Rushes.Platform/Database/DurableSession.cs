namespace Rushes.Platform.Database;

/// <summary>
/// A session that outlives its connection: while the database is gone it waits and opens another one, and what another
/// writer was in the way of it does again. So work may run more than once, even after it was committed and only the answer
/// was lost: it must be such that the second time changes nothing. Used by one at a time.
/// </summary>
internal sealed class DurableSession(IDatabaseEngine engine, bool readOnly, TimeProvider time) : IDisposable
{
    /// <summary>How long a database may be gone before whoever works with it is told.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private const int BusyTries = 12;

    private SqlSession? _session;

    /// <inheritdoc cref="SqlSession.AfterStatement"/>
    public Action<string>? AfterStatement { get; init; }

    /// <exception cref="DatabaseUnreachableException">It was gone for longer than our patience.</exception>
    public async Task<T> RunAsync<T>(Func<SqlSession, T> work, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(work);
            }
            catch (Exception exception) when (MayHeal(engine.Judge(exception), attempt, start))
            {
                var pause = TimeSpan.FromMilliseconds(10 * Math.Pow(2, Math.Min(attempt, 10)));
                await Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellationToken);
            }
            catch (Exception exception) when (engine.Judge(exception) == DatabaseTrouble.Gone)
            {
                throw new DatabaseUnreachableException(engine.Name, exception);
            }
        }
    }

    /// <summary>The work once, on the connection there is; one that turns out to be lost is not used again.</summary>
    public async Task<T> RunOnceAsync<T>(Func<SqlSession, T> work)
    {
        try
        {
            return await TryAsync(work);
        }
        catch (Exception exception) when (engine.Judge(exception) == DatabaseTrouble.Gone)
        {
            Drop();
            throw;
        }
    }

    public void Dispose() => Drop();

    /// <summary>
    /// Beside a thread that works: a driver that waits for a server that says nothing may never come back from it. The connection
    /// is then left to that thread.
    /// </summary>
    private async Task<T> TryAsync<T>(Func<SqlSession, T> work)
    {
        if (_session is { IsOpen: false })
        {
            Drop();
        }

        if (engine.LongestWork is not { } longest)
        {
            return work(_session ??= Open());
        }

        var session = _session;
        using var abandonment = new CancellationTokenSource();
        var abandoned = abandonment.Token;
        var attempt = Task.Run(() =>
        {
            session ??= Open();
            session.Abandoned = abandoned;
            return work(session);
        });
        try
        {
            // Of the connection, not of those who use it: its clock is the machine's.
            return await attempt.WaitAsync(longest, TimeProvider.System);
        }
        finally
        {
            _session = attempt.IsCompleted ? session : null;
            if (!attempt.IsCompleted)
            {
                await abandonment.CancelAsync();
                _ = attempt.ContinueWith(_ => session?.Dispose(), TaskScheduler.Default);
            }
        }
    }

    private SqlSession Open()
    {
        var session = engine.Open(readOnly);
        session.AfterStatement = AfterStatement;
        return session;
    }

    private bool MayHeal(DatabaseTrouble trouble, int attempt, long start)
    {
        if (trouble == DatabaseTrouble.Gone)
        {
            Drop();
            return time.GetElapsedTime(start) < Patience;
        }

        return trouble == DatabaseTrouble.Busy && attempt < BusyTries;
    }

    private void Drop()
    {
        _session?.Dispose();
        _session = null;
    }
}
