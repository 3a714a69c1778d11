using Rushes.Platform.Database.Postgres;
using Rushes.Platform.Database.Sqlite;

namespace Rushes.Platform.Database;

/// <summary>
/// Where the state of runs is kept: <c>sqlite:PATH</c> or <c>postgres://USER:PASSWORD@HOST:PORT/NAME</c>, with several
/// <c>HOST:PORT,HOST:PORT</c> where a standby takes the place of a server that fails.
/// </summary>
public abstract record DatabaseLocation
{
    private const string SqlitePrefix = "sqlite:";

    private DatabaseLocation()
    {
    }

    /// <exception cref="FormatException">The text names neither. It is not repeated: there may be a password in it.</exception>
    /// <exception cref="ArgumentException">A setting of the URL is none of Npgsql's.</exception>
    public static DatabaseLocation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith(SqlitePrefix, StringComparison.Ordinal) && text.Length > SqlitePrefix.Length)
        {
            return new SqliteFile(Path.GetFullPath(text[SqlitePrefix.Length..]));
        }

        return PostgresUrl.ToConnectionString(text) is { } connectionString
            ? new PostgresServer(connectionString)
            : throw new FormatException("The value names no database. Say sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/NAME.");
    }

    /// <param name="time">The clock of a database that has none.</param>
    internal abstract IDatabaseEngine ToEngine(TimeProvider time);

    /// <param name="Path">Made when absent. Exactly one process may have it open to write.</param>
    public sealed record SqliteFile(string Path) : DatabaseLocation
    {
        internal override IDatabaseEngine ToEngine(TimeProvider time) => new SqliteEngine(Path, time);
    }

    /// <param name="ConnectionString">Npgsql's. The database is there; its tables are made when absent.</param>
    public sealed record PostgresServer(string ConnectionString) : DatabaseLocation
    {
        /// <summary>For messages: without the password.</summary>
        public string Name => PostgresEngine.NameOf(ConnectionString);

        internal override IDatabaseEngine ToEngine(TimeProvider time) => new PostgresEngine(ConnectionString);
    }
}
