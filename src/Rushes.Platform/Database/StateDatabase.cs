using System.Threading.Channels;

namespace Rushes.Platform.Database;

/// <summary>
/// The SQLite file that queue and workflows live in. One connection writes, one short transaction after the other,
/// fed by a bounded channel; another reads beside it (WAL: a reader never waits for the writer). Signals raised by a
/// transaction go out after its commit, so that whoever is woken sees what it wrote.
/// </summary>
internal sealed class StateDatabase : IAsyncDisposable
{
    private const int QueuedTransactions = 256;

    private readonly Channel<ITransactionJob> _jobs = Channel.CreateBounded<ITransactionJob>(
        new BoundedChannelOptions(QueuedTransactions) { SingleReader = true });

    private readonly SqliteSession _writer;
    private readonly SqliteSession _reader;
    private readonly Lock _reading = new();
    private readonly TimeProvider _time;
    private readonly Action<long>? _afterCommit;
    private readonly Task _loop;
    private long _commits;

    private StateDatabase(SqliteSession writer, SqliteSession reader, TimeProvider time, Action<long>? afterCommit)
    {
        (_writer, _reader, _time, _afterCommit) = (writer, reader, time, afterCommit);
        _loop = Task.Run(WriteAllAsync);
    }

    /// <param name="path">Made when absent.</param>
    /// <param name="time">Gives the database its time.</param>
    /// <param name="afterCommit">
    /// For crash tests: called with the number of the commit; when it throws, the database behaves as if the process
    /// had died there, and every later transaction fails.
    /// </param>
    public static StateDatabase Open(string path, TimeProvider time, Action<long>? afterCommit = null)
    {
        SqliteSession? writer = null;
        try
        {
            writer = SqliteSession.Open(path, readOnly: false);
            Migrations.Apply(writer, time.GetUtcNow());
            return new StateDatabase(writer, SqliteSession.Open(path, readOnly: true), time, afterCommit);
        }
        catch
        {
            writer?.Dispose();
            throw;
        }
    }

    /// <summary>Runs <paramref name="work"/> as one transaction; when it throws, nothing of it stays.</summary>
    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    /// <exception cref="IOException">The disk is full (HResult ENOSPC).</exception>
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
    public T Read<T>(Func<SqliteSession, T> read)
    {
        lock (_reading)
        {
            return read(_reader);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _loop;
        lock (_reading)
        {
            _reader.Dispose();
        }

        _writer.Dispose();
    }

    private async Task WriteAllAsync()
    {
        var open = true;
        await foreach (var job in _jobs.Reader.ReadAllAsync())
        {
            if (open)
            {
                open = Run(job);
            }
            else
            {
                job.Abandon(new ObjectDisposedException(nameof(StateDatabase)));
            }
        }
    }

    /// <summary>False when the database must not be written any more.</summary>
    private bool Run(ITransactionJob job)
    {
        if (job.CancelledBeforeStart())
        {
            return true;
        }

        var transaction = new Transaction(_writer, _time.GetUtcNow().ToUnixTimeMilliseconds());
        try
        {
            _writer.Execute("BEGIN IMMEDIATE");
            job.Run(transaction);
            _writer.Execute("COMMIT");
        }
        catch (Exception failure)
        {
            _writer.RollBack();
            job.Abandon(failure);
            return true;
        }

        try
        {
            _afterCommit?.Invoke(++_commits);
        }
        catch (Exception death)
        {
            job.Abandon(death);
            return false;
        }

        transaction.Announce();
        job.Complete();
        return true;
    }
}
