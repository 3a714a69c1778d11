using Npgsql;

namespace Rushes.Testing;

/// <summary>A primary, and a standby that has every commit before it is answered. Gone with all their data when the test ends.</summary>
public sealed class PostgresPair : IAsyncDisposable
{
    private PostgresPair(PostgresCluster primary, PostgresCluster standby) => (Primary, Standby) = (primary, standby);

    public PostgresCluster Primary { get; }

    public PostgresCluster Standby { get; }

    /// <summary>Of both, for <c>--database</c>.</summary>
    public string Url => $"postgres://rushes@{Uri.EscapeDataString(Primary.Host)},{Uri.EscapeDataString(Standby.Host)}/postgres";

    /// <summary>Makes and starts both; without PostgreSQL the test is skipped, or fails on the build server.</summary>
    public static async Task<PostgresPair> CreateAsync(CancellationToken cancellationToken)
    {
        var primary = await PostgresCluster.CreateAsync(fsync: false, cancellationToken);
        try
        {
            var pair = new PostgresPair(primary, await primary.CreateStandbyAsync(cancellationToken));
            await pair.WaitForEachOtherAsync(cancellationToken);
            return pair;
        }
        catch
        {
            await primary.DisposeAsync();
            throw;
        }
    }

    /// <summary>The primary is gone from one moment to the next, and its standby takes its place.</summary>
    public async Task FailOverAsync(CancellationToken cancellationToken)
    {
        await Primary.KillAsync();
        await Standby.PromoteAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Primary.DisposeAsync();
        await Standby.DisposeAsync();
    }

    private async Task WaitForEachOtherAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Primary.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await AskAsync("ALTER SYSTEM SET synchronous_standby_names = '*'");
        await AskAsync("SELECT pg_reload_conf()");
        while (await AskAsync("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'") is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }

        async Task<object?> AskAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync(cancellationToken);
        }
    }
}
