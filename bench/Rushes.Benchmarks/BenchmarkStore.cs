using Npgsql;
using Rushes.Platform.Database;

namespace Rushes.Benchmarks;

/// <summary>An empty database of a benchmark's own, gone when it ends, and a folder beside it.</summary>
internal sealed class BenchmarkStore : IAsyncDisposable
{
    private readonly string? _server;
    private readonly string _name = $"rushes_{Guid.NewGuid():N}";

    private BenchmarkStore(string? server)
    {
        _server = server;
        Location = server is null ? new DatabaseLocation.SqliteFile(Path.Combine(Folder, "state.db")) : new DatabaseLocation.PostgresServer(ConnectionString);
    }

    /// <summary>The connection string of an administrator; null: SQLite is all there is.</summary>
    public static string? Server { get; } = Environment.GetEnvironmentVariable("RUSHES_POSTGRES");

    /// <summary>Every store there is.</summary>
    public static string?[] Servers => Server is null ? [null] : [null, Server];

    public string Name => _server is null ? "SQLite" : "PostgreSQL";

    public DatabaseLocation Location { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("rushes-bench-").FullName;

    /// <summary>Of the PostgreSQL database.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server) { Database = _name, Pooling = false, MaxAutoPrepare = 20 }.ConnectionString;

    /// <param name="server">One of <see cref="Servers"/>.</param>
    public static async Task<BenchmarkStore> CreateAsync(string? server)
    {
        var store = new BenchmarkStore(server);
        await store.AdministerAsync($"CREATE DATABASE {store._name}");
        return store;
    }

    public StateDatabase Open() => StateDatabase.Open(Location.ToEngine(TimeProvider.System), TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await AdministerAsync($"DROP DATABASE {_name} WITH (FORCE)");
        Directory.Delete(Folder, recursive: true);
    }

    private async Task AdministerAsync(string sql)
    {
        if (_server is not null)
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server) { Pooling = false }.ConnectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
