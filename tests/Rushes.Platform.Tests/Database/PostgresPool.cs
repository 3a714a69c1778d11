using System.Collections.Concurrent;
using Npgsql;
using Rushes.Platform.Database;
using Rushes.Platform.Tests.Database;
using Rushes.Testing;

[assembly: AssemblyFixture(typeof(PostgresPool))]

namespace Rushes.Platform.Tests.Database;

/// <summary>Databases that tests have emptied for the next one: making one takes longer than most tests.</summary>
public sealed class PostgresPool : IAsyncDisposable
{
    private static readonly ConcurrentBag<PostgresDatabase> Idle = [];

    public static async Task<PostgresDatabase> TakeAsync(CancellationToken cancellationToken) =>
        Idle.TryTake(out var database) ? database : await PostgresDatabase.CreateAsync(cancellationToken);

    public static async Task ReturnAsync(PostgresDatabase database)
    {
        if (await EmptyAsync(database))
        {
            Idle.Add(database);
        }
        else
        {
            await database.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (Idle.TryTake(out var database))
        {
            await database.DisposeAsync();
        }
    }

    /// <summary>False: a test has changed more than rows.</summary>
    private static async Task<bool> EmptyAsync(PostgresDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        await using var empty = new NpgsqlCommand(
            """
            DO $$ DECLARE names text; BEGIN
              SELECT string_agg(quote_ident(tablename), ', ') INTO names FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_version';
              IF names IS NOT NULL THEN EXECUTE 'TRUNCATE ' || names || ' RESTART IDENTITY CASCADE'; END IF;
            END $$
            """,
            connection);
        await empty.ExecuteNonQueryAsync(CancellationToken.None);
        await using var version = new NpgsqlCommand("SELECT to_regclass('schema_version') IS NOT NULL", connection);
        if (await version.ExecuteScalarAsync(CancellationToken.None) is not true)
        {
            return false;
        }

        await using var latest = new NpgsqlCommand("SELECT max(version) FROM schema_version", connection);
        return await latest.ExecuteScalarAsync(CancellationToken.None) is long present && present == Migrations.Scripts("postgres").Count;
    }
}
