using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Rushes.Platform.Database.Sqlite;

/// <summary>
/// What SQLite keeps per connection is set on every one that is opened; <c>synchronous=FULL</c> because a step that was
/// reported done must survive a power cut.
/// </summary>
internal sealed class SqliteSession : SqlSession
{
    private const int ReadOnly = 8;
    private const int NotADatabase = 26;

    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;

    private SqliteSession(SqliteConnection connection, TimeProvider time)
        : base(connection) => (_connection, _time) = (connection, time);

    /// <summary>One process writes, one transaction after the other: there is nobody to lock a row from.</summary>
    public override string ForUpdate => "";

    public override string SkipLocked => "";

    public static SqliteSession Open(string path, bool readOnly, TimeProvider time)
    {
        SqliteLibrary.Use();
        var source = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        };
        var connection = new SqliteConnection(source.ToString());
        try
        {
            connection.Open();
            var session = new SqliteSession(connection, time);
            session.Execute("PRAGMA busy_timeout = 5000");
            session.Execute("PRAGMA foreign_keys = ON");
            session.Execute("PRAGMA synchronous = FULL");
            if (!readOnly)
            {
                session.Execute("PRAGMA journal_mode = WAL");
            }

            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override long Begin(bool several)
    {
        Execute("BEGIN IMMEDIATE");
        return _time.GetUtcNow().ToUnixTimeMilliseconds();
    }

    public override long BeginReading()
    {
        Execute("BEGIN");
        return _time.GetUtcNow().ToUnixTimeMilliseconds();
    }

    public override void LockSchema()
    {
        // BEGIN IMMEDIATE has locked all there is.
    }

    public override void LockDispatch()
    {
        // The same.
    }

    protected override IOException? ToIOException(DbException exception) => exception switch
    {
        SqliteException sqlite when FullDisk.IsCauseOf(sqlite, _connection) => FullDisk.ToException(sqlite, _connection),
        SqliteException { SqliteErrorCode: ReadOnly } => new IOException($"The database {_connection.DataSource} may not be written.", exception),
        SqliteException { SqliteErrorCode: NotADatabase } => new IOException($"The file {_connection.DataSource} is no database.", exception),
        _ => null,
    };
}
