using System.Collections.Concurrent;
using Npgsql;
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
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(
            """
            DO $$ DECLARE names text; BEGIN
              SELECT string_agg(quote_ident(tablename), ', ') INTO names FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_version';
              IF names IS NOT NULL THEN EXECUTE 'TRUNCATE ' || names || ' RESTART IDENTITY CASCADE'; END IF;
            END $$
            """,
            connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
        Idle.Add(database);
    }

    public async ValueTask DisposeAsync()
    {
        while (Idle.TryTake(out var database))
        {
            await database.DisposeAsync();
        }
    }
}
