using System.Data;
using System.Data.Common;

namespace Rushes.Platform.Database;

/// <summary>
/// One connection and its prepared statements, used by one thread at a time. Statements are written once, in the SQL that
/// SQLite and PostgreSQL share; the few words that differ come from the session.
/// </summary>
internal abstract class SqlSession(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _statements = [];

    /// <summary>For crash tests: called after each statement, with its text.</summary>
    public Action<string>? AfterStatement { get; set; }

    /// <summary>Cancelled: nobody waits for what runs any more, and its next statement fails.</summary>
    public CancellationToken Abandoned { get; set; }

    /// <summary>Ends a query whose rows are to be changed next: other writers wait for them.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>The same, but rows that others have locked are left out.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>False: the connection was lost, perhaps while nobody used it.</summary>
    public bool IsOpen => Connection.State == ConnectionState.Open;

    protected DbConnection Connection { get; } = connection;

    /// <summary>Begins a transaction that writes. Returns the time of the database, milliseconds since 1970 UTC.</summary>
    /// <param name="several">Unrelated pieces of work share the transaction; it must not wait long for the locks of others.</param>
    public abstract long Begin(bool several);

    /// <summary>
    /// Begins a transaction that only reads, and sees the database throughout as it is now. Returns the time of the database.
    /// </summary>
    public abstract long BeginReading();

    /// <summary>Until the end of the transaction, no other process changes the schema.</summary>
    public abstract void LockSchema();

    /// <summary>Until the end of the transaction, no other process matches work to workers.</summary>
    public abstract void LockDispatch();

    public virtual void Commit() => Execute("COMMIT");

    /// <summary>After a failure, whatever it was.</summary>
    public void RollBack()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (Exception exception) when (exception is DbException or IOException or InvalidOperationException)
        {
            // The database has rolled back itself (disk full, connection lost): there is no transaction any more.
        }
    }

    /// <summary>Rows changed. Parameters stand in the statement as <c>@name</c>.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Run(sql, Bind(sql, parameters).ExecuteNonQuery);

    /// <summary>The statement once for each set of parameters, all at once where the database can. Rows changed by each.</summary>
    public virtual int[] ExecuteEach(string sql, IReadOnlyList<(string Name, object? Value)[]> sets) =>
        [.. sets.Select(set => Execute(sql, set))];

    /// <summary>Several statements without parameters; not kept.</summary>
    public void ExecuteScript(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        Run(sql, command.ExecuteNonQuery);
    }

    public List<T> Query<T>(string sql, Func<DbDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = Bind(sql, parameters);
        return Run(sql, () => ReadAll(command, row));
    }

    /// <summary>The first column of the first row; null when there is none.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Run(sql, Bind(sql, parameters).ExecuteScalar) is { } value and not DBNull ? value : null;

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        Connection.Dispose();
    }

    protected T Run<T>(string sql, Func<T> statement)
    {
        Abandoned.ThrowIfCancellationRequested();
        T result;
        try
        {
            result = statement();
        }
        catch (DbException exception) when (ToIOException(exception) is { } broken)
        {
            throw broken;
        }

        AfterStatement?.Invoke(sql);
        return result;
    }

    /// <summary>What .NET says of a full disk (HResult ENOSPC) or of a file that is no database or may not be written; null when the exception has another reason.</summary>
    protected abstract IOException? ToIOException(DbException exception);

    private static List<T> ReadAll<T>(DbCommand command, Func<DbDataReader, T> row)
    {
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    private DbCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_statements.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@" + name;
                command.Parameters.Add(parameter);
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
