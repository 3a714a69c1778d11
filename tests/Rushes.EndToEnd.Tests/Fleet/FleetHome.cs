using Npgsql;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>Where a fleet keeps its rows and its objects: files of one machine, or PostgreSQL and S3.</summary>
internal sealed class FleetHome : IAsyncDisposable
{
    private PostgresDatabase? _database;

    private FleetHome(string[] arguments) => Arguments = arguments;

    /// <summary>For every server.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <param name="far">PostgreSQL and S3.</param>
    /// <param name="folder">For files.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <param name="endpoint">Another front of the S3 server; null: that of all tests.</param>
    public static async Task<FleetHome> CreateAsync(bool far, string folder, CancellationToken cancellationToken, string? endpoint = null)
    {
        if (!far)
        {
            return new FleetHome(["--work", Path.Combine(folder, "serve")]);
        }

        var store = await S3Server.NewStoreAsync();
        if (endpoint is not null)
        {
            store = store.Replace(Uri.EscapeDataString(S3Server.Endpoint), Uri.EscapeDataString(endpoint), StringComparison.Ordinal);
        }

        var database = await PostgresDatabase.CreateAsync(cancellationToken);
        return new FleetHome(["--work", Path.Combine(folder, "serve"), "--database", UrlOf(database.ConnectionString), "--store", store]) { _database = database };
    }

    public ValueTask DisposeAsync() => _database is null ? ValueTask.CompletedTask : _database.DisposeAsync();

    private static string UrlOf(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return $"postgres://{parts.Username}@localhost/{parts.Database}?Host={Uri.EscapeDataString(parts.Host!)}";
    }
}
