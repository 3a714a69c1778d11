using Microsoft.Data.Sqlite;

namespace Rushes.Platform.Database;

/// <summary>
/// One connection and its prepared statements. Used by one thread at a time. What SQLite keeps per connection is set
/// on every one that is opened; <c>synchronous=FULL</c> because a step that was reported done must survive a power cut.
/// </summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _statements = [];

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    public static SqliteSession Open(string path, bool readOnly)
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
            var session = new SqliteSession(connection);
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

    /// <summary>Rows changed. Parameters stand in the statement as <c>@name</c>.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Run(Bind(sql, parameters).ExecuteNonQuery);

    /// <summary>After a failure, whatever it was.</summary>
    public void RollBack()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (Exception exception) when (exception is SqliteException or IOException)
        {
            // SQLite has rolled back itself (disk full, I/O error): there is no transaction any more.
        }
    }

    /// <summary>Several statements without parameters; not kept.</summary>
    public void ExecuteScript(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        Run(command.ExecuteNonQuery);
    }

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = Bind(sql, parameters);
        return Run(() => ReadAll(command, row));
    }

    /// <summary>The first column of the first row; null when there is none.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Run(Bind(sql, parameters).ExecuteScalar) is { } value and not DBNull ? value : null;

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _connection.Dispose();
    }

    private static List<T> ReadAll<T>(SqliteCommand command, Func<SqliteDataReader, T> row)
    {
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    private T Run<T>(Func<T> statement)
    {
        try
        {
            return statement();
        }
        catch (SqliteException exception) when (FullDisk.IsCauseOf(exception, _connection))
        {
            throw FullDisk.ToException(exception, _connection);
        }
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_statements.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
            {
                command.Parameters.Add(new SqliteParameter("@" + name, null));
            }

            _statements.Add(sql, command);
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        }

        return command;
    }
}
