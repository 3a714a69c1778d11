using Npgsql;

namespace Rushes.Testing;

/// <summary>An empty database of a test's own on the server that all tests share; gone when the test ends.</summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name = $"rushes_{Guid.NewGuid():N}";

    private PostgresDatabase(string server) => _server = server;

    /// <summary>Of an administrator. Connections are pooled unless the test turns that off.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ConnectionString;

    /// <summary>Makes the database; without a server the test is skipped, or fails on the build server.</summary>
    public static async Task<PostgresDatabase> CreateAsync(CancellationToken cancellationToken)
    {
        var database = new PostgresDatabase(PostgresInstallation.SharedServer);
        await database.AdministerAsync($"CREATE DATABASE {database._name}", cancellationToken);
        return database;
    }

    /// <summary>Ends the connections that Rushes has to it, as an administrator would.</summary>
    public void EndConnections()
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'rushes'", connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Whoever is still connected is thrown out.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(connection);
        await AdministerAsync($"DROP DATABASE {_name} WITH (FORCE)", CancellationToken.None);
    }

    private async Task AdministerAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
