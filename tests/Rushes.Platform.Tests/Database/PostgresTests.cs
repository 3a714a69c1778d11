using System.Globalization;
using Npgsql;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Database;

/// <summary>The servers that our tests on PostgreSQL stand on.</summary>
public sealed class PostgresTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Database_Created_IsEmptyAndOfTheVersionThatWeSupport()
    {
        await using var database = await PostgresDatabase.CreateAsync(Token);

        var version = await QueryAsync(database.ConnectionString, "SHOW server_version_num");
        Assert.InRange(int.Parse((string)version!, CultureInfo.InvariantCulture), 150_000, int.MaxValue);
        Assert.Equal("UTF8", await QueryAsync(database.ConnectionString, "SHOW server_encoding"));
        Assert.Equal(0L, await QueryAsync(database.ConnectionString, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    [Fact]
    public async Task Database_TwoAtOnce_AreApart()
    {
        await using var one = await PostgresDatabase.CreateAsync(Token);
        await using var other = await PostgresDatabase.CreateAsync(Token);

        await QueryAsync(one.ConnectionString, "CREATE TABLE film (id int)");

        Assert.Equal(DBNull.Value, await QueryAsync(other.ConnectionString, "SELECT to_regclass('film')::text"));
    }

    [Fact]
    public async Task Database_StillInUseAtItsEnd_IsGone()
    {
        await using var remaining = await PostgresDatabase.CreateAsync(Token);
        var database = await PostgresDatabase.CreateAsync(Token);
        await using var user = new NpgsqlConnection(database.ConnectionString);
        await user.OpenAsync(Token);

        await database.DisposeAsync();

        Assert.Equal(0L, await QueryAsync(remaining.ConnectionString, $"SELECT count(*) FROM pg_database WHERE datname = '{user.Database}'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cluster_StoppedAndStarted_HasWhatWasCommitted(bool immediate)
    {
        await using var cluster = await PostgresCluster.CreateAsync(fsync: false, Token);
        await QueryAsync(cluster.ConnectionString, "CREATE TABLE film AS SELECT generate_series(1, 1000) AS id");

        await cluster.StopAsync(immediate, Token);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => QueryAsync(cluster.ConnectionString, "SELECT 1"));
        await cluster.StartAsync(Token);

        Assert.Equal(1000L, await QueryAsync(cluster.ConnectionString, "SELECT count(*) FROM film"));
    }

    [Fact]
    public async Task Cluster_Restarted_EndsEveryConnection()
    {
        await using var cluster = await PostgresCluster.CreateAsync(fsync: true, Token);
        await using var connection = new NpgsqlConnection(cluster.ConnectionString);
        await connection.OpenAsync(Token);

        await cluster.RestartAsync(immediate: true, Token);

        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => command.ExecuteScalarAsync(Token));
        Assert.Equal("on", await QueryAsync(cluster.ConnectionString, "SHOW fsync"));
    }

    private static async Task<object?> QueryAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token);
    }
}
