using System.Data.Common;
using Npgsql;

namespace Rushes.Platform.Database.Postgres;

/// <summary>
/// A connection to PostgreSQL, READ COMMITTED: whoever changes rows that depend on each other locks the one they belong
/// to first. Statements are prepared by the driver when they are used again.
/// </summary>
internal sealed class PostgresSession : SqlSession
{
    private const int NoSpaceLeft = 28; // ENOSPC
    private const long SchemaLock = 0x5255_5348_4553_0001;
    private const long DispatchLock = 0x5255_5348_4553_0002;

    /// <summary>
    /// Plans are kept with the prepared statements, and are made when the tables are small: to read one from end to end is cheap
    /// then, and still done when it has grown. Every statement here that reads a large table has an index to go by. What a plan
    /// costs is then no reason to compile it, which takes longer than any of them runs.
    /// </summary>
    private const string PlanForGrowth = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off";

    /// <summary>
    /// What was committed without an answer, because a backend was ended that waited for the standby, may be seen here and be lost
    /// with this server. A session writes nothing on top of it before the standby has it, too.
    /// </summary>
    private const string WaitForStandby = "SELECT pg_logical_emit_message(true, 'rushes', '')";

    /// <summary>For the answer to a statement that is cancelled, in milliseconds.</summary>
    private const int ShortWait = 2000;

    private const int NeverWait = -1;

    private const string Now = "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    private readonly NpgsqlConnection _connection;
    private readonly TimeProvider? _clock;

    private PostgresSession(NpgsqlConnection connection, TimeProvider? clock)
        : base(connection) => (_connection, _clock) = (connection, clock);

    public override string ForUpdate => "FOR UPDATE";

    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    public static PostgresSession Open(string connectionString, bool readOnly, TimeProvider? clock)
    {
        // What is cancelled because it takes too long may have been done all the same; it must not count as answered.
        var connection = NewConnection(connectionString, NeverWait);
        try
        {
            connection.Open();
            var session = new PostgresSession(connection, clock);
            session.ExecuteScript(PlanForGrowth);
            session.ExecuteScript(readOnly
                ? "SET default_transaction_read_only = on"
                : $"SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s'; {WaitForStandby}");
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static async Task<NpgsqlConnection> ConnectAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = NewConnection(connectionString, ShortWait);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override long Begin(bool several)
    {
        // Work that shares a transaction takes its locks in no particular order: rather than wait for each other in a
        // circle, it gives up soon and goes on one by one.
        var time = (long)Scalar(several ? $"BEGIN; SET LOCAL lock_timeout = '50ms'; {Now}" : $"BEGIN; {Now}")!;
        return _clock?.GetUtcNow().ToUnixTimeMilliseconds() ?? time;
    }

    public override long BeginReading()
    {
        var time = (long)Scalar($"BEGIN ISOLATION LEVEL REPEATABLE READ; {Now}")!;
        return _clock?.GetUtcNow().ToUnixTimeMilliseconds() ?? time;
    }

    /// <summary>
    /// Without a limit of its own. One that waits for a standby would be cancelled by it, and that commits here at once, for all to
    /// see: what others answer then is lost with this server.
    /// </summary>
    public override void Commit()
    {
        using var command = new NpgsqlCommand("COMMIT", _connection) { CommandTimeout = 0 };
        Run(command.CommandText, command.ExecuteNonQuery);
    }

    public override void LockSchema() => Execute("SELECT pg_advisory_xact_lock(@key)", ("key", SchemaLock));

    public override void LockDispatch() => Execute("SELECT pg_advisory_xact_lock(@key)", ("key", DispatchLock));

    public override int[] ExecuteEach(string sql, IReadOnlyList<(string Name, object? Value)[]> sets)
    {
        if (sets.Count == 0)
        {
            return [];
        }

        using var batch = _connection.CreateBatch();
        foreach (var set in sets)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var (name, value) in set)
            {
                command.Parameters.Add(new NpgsqlParameter("@" + name, value ?? DBNull.Value));
            }

            batch.BatchCommands.Add(command);
        }

        Run(sql, batch.ExecuteNonQuery);
        return [.. batch.BatchCommands.Select((NpgsqlBatchCommand command) => command.RecordsAffected)];
    }

    protected override IOException? ToIOException(DbException exception) => exception is PostgresException { SqlState: PostgresErrorCodes.DiskFull }
        ? new IOException($"The disk of {_connection.DataSource} is full.", exception) { HResult = NoSpaceLeft }
        : null;

    private static NpgsqlConnection NewConnection(string connectionString, int cancellationTimeout)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "rushes",
            Pooling = false,
            Enlist = false,
            Timeout = 5,
            CommandTimeout = 30,

            CancellationTimeout = cancellationTimeout,
            KeepAlive = 15,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
        };
        if (settings.Host?.Contains(',', StringComparison.Ordinal) == true)
        {
            // To read, too: a standby is behind, and whoever has written must find it. Not "read-write": a session of ours that
            // only reads would make the driver think that its server takes no writes.
            (settings.TargetSessionAttributes, settings.HostRecheckSeconds) = ("primary", 1);
        }

        return new NpgsqlConnection(settings.ToString());
    }
}
