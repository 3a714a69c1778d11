using System.Threading.Channels;

namespace Rushes.Platform.Database;

/// <summary>
/// The database that queue and workflows live in. One connection writes, fed by a bounded channel: what waits there is
/// written in one transaction, each piece of work whole or not at all, so that a flush to the disk is shared by all who
/// wait for it. Another connection reads beside it what is committed. Signals raised by a transaction go out after its
/// commit, so that whoever is woken sees what it wrote.
/// </summary>
internal sealed class StateDatabase : IAsyncDisposable
{
    private const int QueuedTransactions = 256;

    /// <summary>So many pieces of work share a transaction at most: it must stay short.</summary>
    private const int Shared = 64;

    private const int MigrationTries = 5;

    private readonly Channel<ITransactionJob> _jobs = Channel.CreateBounded<ITransactionJob>(
        new BoundedChannelOptions(QueuedTransactions) { SingleReader = true });

    private readonly DurableSession _writer;
    private readonly DurableSession _reader;
    private readonly SemaphoreSlim _reading = new(1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _loop;
    private bool _dead;

    private StateDatabase(IDatabaseEngine engine, TimeProvider time, Action<string>? afterStatement)
    {
        Engine = engine;
        _writer = new DurableSession(engine, readOnly: false, time) { AfterStatement = afterStatement is null ? null : sql => DieWith(afterStatement, sql) };
        _reader = new DurableSession(engine, readOnly: true, time);
        _loop = Task.Run(WriteAllAsync);
    }

    public IDatabaseEngine Engine { get; }

    /// <param name="engine">A SQLite file is made when absent.</param>
    /// <param name="time">For waiting; the time that is written is the database's.</param>
    /// <param name="afterStatement">
    /// For crash tests: called with each statement that was executed to write; when it throws, the database behaves as if
    /// the process had died there, and every later transaction fails.
    /// </param>
    /// <exception cref="DatabaseUnreachableException">It is not there; nobody waits for it yet.</exception>
    public static StateDatabase Open(IDatabaseEngine engine, TimeProvider time, Action<string>? afterStatement = null)
    {
        Migrate(engine);
        return new StateDatabase(engine, time, afterStatement);
    }

    /// <summary>
    /// Runs <paramref name="work"/> as one transaction; when it throws, nothing of it stays. It may run several times, of
    /// which the last counts: it changes nothing but the database.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    /// <exception cref="IOException">The disk is full (HResult ENOSPC), or cannot be written; a server was gone for too long.</exception>
    public async Task<T> WriteAsync<T>(Func<Transaction, T> work, CancellationToken cancellationToken)
    {
        var job = new TransactionJob<T>(work, cancellationToken);
        try
        {
            await _jobs.Writer.WriteAsync(job, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(StateDatabase));
        }

        return await job.Completion;
    }

    public Task WriteAsync(Action<Transaction> work, CancellationToken cancellationToken) =>
        WriteAsync(transaction =>
        {
            work(transaction);
            return true;
        }, cancellationToken);

    /// <summary>Reads what is committed.</summary>
    public async Task<T> ReadAsync<T>(Func<SqlSession, T> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
        await _reading.WaitAsync(cancellationToken);
        try
        {
            return await _reader.RunAsync(read, cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _loop;
        await _closing.CancelAsync();
        await _reading.WaitAsync(CancellationToken.None);
        _reader.Dispose();
        _writer.Dispose();
        _closing.Dispose();
        _reading.Dispose();
    }

    /// <summary>
    /// A server that cannot be had is said at once; what comes between to one that could (others that start, a connection that is
    /// ended) is tried over, since a script is applied whole or not at all.
    /// </summary>
    private static void Migrate(IDatabaseEngine engine)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var session = Connect(engine);
                Migrations.Apply(session, engine.Dialect);
                return;
            }
            catch (Exception exception) when (attempt < MigrationTries && engine.Judge(exception) != DatabaseTrouble.Final)
            {
                // The server waits for locks itself, so that there is no pause to make.
            }
            catch (Exception exception) when (engine.Judge(exception) == DatabaseTrouble.Gone)
            {
                throw new DatabaseUnreachableException(engine.Name, exception);
            }
        }
    }

    private static SqlSession Connect(IDatabaseEngine engine)
    {
        try
        {
            return engine.Open(readOnly: false);
        }
        catch (Exception exception) when (engine.Judge(exception) == DatabaseTrouble.Gone)
        {
            throw new DatabaseUnreachableException(engine.Name, exception);
        }
    }

    private async Task WriteAllAsync()
    {
        List<ITransactionJob> waiting = [];
        while (await _jobs.Reader.WaitToReadAsync())
        {
            while (waiting.Count < Shared && _jobs.Reader.TryRead(out var job))
            {
                if (!job.CancelledBeforeStart())
                {
                    waiting.Add(job);
                }
            }

            if (waiting.Count < 2 || !await TogetherOrNotAsync(waiting))
            {
                foreach (var job in waiting)
                {
                    await AloneAsync(job);
                }
            }

            waiting.Clear();
        }
    }

    /// <summary>False: nothing was written, because one of them has failed or was in somebody's way.</summary>
    private async Task<bool> TogetherOrNotAsync(List<ITransactionJob> jobs)
    {
        if (_dead)
        {
            return false;
        }

        try
        {
            await _writer.RunOnceAsync(session => Write(session, jobs));
        }
        catch (Exception)
        {
            return false;
        }

        jobs.ForEach(job => job.Complete());
        return true;
    }

    private async Task AloneAsync(ITransactionJob job)
    {
        try
        {
            ObjectDisposedException.ThrowIf(_dead, this);
            await _writer.RunAsync(session => Write(session, [job]), _closing.Token);
        }
        catch (Exception failure)
        {
            job.Abandon(failure);
            return;
        }

        job.Complete();
    }

    private bool Write(SqlSession session, List<ITransactionJob> jobs)
    {
        try
        {
            var now = session.Begin(several: jobs.Count > 1);
            foreach (var job in jobs)
            {
                job.Run(new Transaction(session, now, job.Trace));
            }

            session.Commit();
            return true;
        }
        catch (Exception) when (!_dead)
        {
            session.RollBack();
            throw;
        }
    }

    private void DieWith(Action<string> afterStatement, string sql)
    {
        try
        {
            afterStatement(sql);
        }
        catch
        {
            _dead = true;
            throw;
        }
    }
}
