using Npgsql;
using Rushes.Platform.Database.Postgres;
using Rushes.Platform.Database.Sqlite;

namespace Rushes.Platform.Database;

/// <summary>Where the state of runs is kept: <c>sqlite:PATH</c> or <c>postgres://USER:PASSWORD@HOST:PORT/NAME</c>.</summary>
public abstract record DatabaseLocation
{
    private const string SqlitePrefix = "sqlite:";

    private DatabaseLocation()
    {
    }

    /// <exception cref="FormatException">The text names neither.</exception>
    public static DatabaseLocation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith(SqlitePrefix, StringComparison.Ordinal) && text.Length > SqlitePrefix.Length)
        {
            return new SqliteFile(Path.GetFullPath(text[SqlitePrefix.Length..]));
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "postgres" or "postgresql"
            ? new PostgresServer(ToConnectionString(uri))
            : throw new FormatException($"'{text}' is no database. Say sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/NAME.");
    }

    /// <param name="time">The clock of a database that has none.</param>
    internal abstract IDatabaseEngine ToEngine(TimeProvider time);

    private static string ToConnectionString(Uri uri)
    {
        var user = uri.UserInfo.Split(':', 2);
        var parts = new NpgsqlConnectionStringBuilder { Host = uri.Host, Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')) };
        if (uri.Port > 0)
        {
            parts.Port = uri.Port;
        }

        if (user[0].Length > 0)
        {
            parts.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length == 2)
        {
            parts.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var setting in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = setting.Split('=', 2) is [var left, var right] ? (left, right) : (setting, "");
            parts[Uri.UnescapeDataString(name)] = Uri.UnescapeDataString(value);
        }

        return parts.ToString();
    }

    /// <param name="Path">Made when absent. Exactly one process may have it open to write.</param>
    public sealed record SqliteFile(string Path) : DatabaseLocation
    {
        internal override IDatabaseEngine ToEngine(TimeProvider time) => new SqliteEngine(Path, time);
    }

    /// <param name="ConnectionString">Npgsql's. The database is there; its tables are made when absent.</param>
    public sealed record PostgresServer(string ConnectionString) : DatabaseLocation
    {
        internal override IDatabaseEngine ToEngine(TimeProvider time) => new PostgresEngine(ConnectionString);
    }
}
