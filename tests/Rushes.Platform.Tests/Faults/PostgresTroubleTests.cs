using Npgsql;
using Rushes.Platform.Database;
using Rushes.Platform.Workflows;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Faults;

/// <summary>What may happen to the server of a platform while a run goes on: it ends as if nothing had happened.</summary>
public sealed class PostgresTroubleTests
{
    private const int Items = 100;

    private readonly CountedFunction _function = new("postgres.function");
    private readonly OneGraph _graph;

    public PostgresTroubleTests() => _graph = OneGraph.Sum("postgres.sum", _function);

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    public Task Server_StopsForAWhile_TheRunFinishesAndNothingIsDoneTwice(bool immediate, int seconds) => StopAsync(immediate, seconds);

    [Theory]
    [InlineData(false, 30)]
    [InlineData(true, 30)]
    [Trait("Category", "Soak")]
    [Trait("Soak", "crash")]
    public Task Server_StopsForLong_TheRunFinishesAndNothingIsDoneTwice(bool immediate, int seconds) => StopAsync(immediate, seconds);

    [Fact]
    public async Task Connections_AreEndedAgainAndAgain_TheRunFinishes()
    {
        _function.Work = SlowlyAsync;
        await using var cluster = await PostgresCluster.CreateAsync(fsync: false, TestHost.Token);
        await using var test = On(cluster);
        await using var host = await test.StartAsync([_graph.Service(_function)]);
        await using var administrator = await ConnectAsync(cluster);

        var end = _graph.SucceedAsync(host, 0, Items);
        var ended = 0;

        // Ever more seldom: on however slow a machine, a transaction gets through in the end.
        for (var pause = TimeSpan.FromMilliseconds(30); !end.IsCompleted; pause *= 1.1)
        {
            ended += await ExecuteAsync(administrator, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rushes'");
            await Task.Delay(pause, TimeProvider.System, TestHost.Token);
        }

        Assert.Equal(Items * (Items - 1) / 2, await end);
        Assert.True(ended > 3, $"{ended} connections were ended.");
        await AssertItemsAsync(test, Items);
    }

    /// <summary>A process that stands still, or whose link is silent, holds locks: only for moments, or all servers would stand still.</summary>
    [Fact]
    public async Task Writer_SilentInTheMiddleOfATransaction_OthersGoOnSoon()
    {
        await using var test = new TestHost(StoreKind.Postgres);
        using var silent = await test.OpenSessionAsync();
        using var other = await test.OpenSessionAsync();
        silent.Begin(several: false);
        silent.LockDispatch();

        // Waits for no longer than a lock may be waited for, or throws.
        other.Begin(several: false);
        other.LockDispatch();
        other.Commit();

        Assert.ThrowsAny<NpgsqlException>(silent.Commit);
    }

    /// <summary>
    /// Commits wait for a standby that is not there: they have happened here, but whether the one that waits hears of it is
    /// ours to say.
    /// </summary>
    [Fact]
    public async Task Commit_OfAPageIsNeverAnswered_ThePageIsNotPlannedTwice()
    {
        const int Many = 1600;
        const int Pages = 4;
        var (writing, lost, planned) = (false, 0, new TaskCompletionSource());
        _function.Work = async (number, token) =>
        {
            await planned.Task.WaitAsync(token);
            return number;
        };
        await using var cluster = await PostgresCluster.CreateAsync(fsync: false, TestHost.Token);
        await using var test = On(cluster);
        await using var host = await test.StartAsync(
            [_graph.Service(_function)], sql => writing |= sql.Contains("planned = planned + @more", StringComparison.Ordinal));
        await using var administrator = await ConnectAsync(cluster);
        await ExecuteAsync(administrator, "ALTER SYSTEM SET synchronous_standby_names = 'none'");
        await ExecuteAsync(administrator, "SELECT pg_reload_conf()");

        var end = _graph.SucceedAsync(host, 0, Many);
        while (lost < Pages)
        {
            // First who waits, and then for what: there is one that writes.
            if (await QueryAsync(administrator, "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'") is [var waiting, ..])
            {
                var (answer, loses) = writing ? ("terminate", 1) : ("cancel", 0);
                (writing, lost) = (false, lost + loses);
                await ExecuteAsync(administrator, $"SELECT pg_{answer}_backend({waiting})");
            }
        }

        await ExecuteAsync(administrator, "ALTER SYSTEM RESET synchronous_standby_names");
        await ExecuteAsync(administrator, "SELECT pg_reload_conf()");
        planned.SetResult();

        // With the answers went the signals; another run gives new ones, sooner than the safety net.
        Assert.Equal(0, await _graph.SucceedAsync(host, 0, 1, "another"));
        Assert.Equal(Many * (Many - 1L) / 2, await end);
        await AssertItemsAsync(test, Many + 1);
    }

    private async Task StopAsync(bool immediate, int seconds)
    {
        // The second half waits for the server to be back: however long it takes to stop, the run is not over by then.
        var back = new TaskCompletionSource();
        _function.Work = async (number, cancellationToken) =>
        {
            await (number < Items / 2 ? Task.CompletedTask : back.Task.WaitAsync(cancellationToken));
            return await SlowlyAsync(number, cancellationToken);
        };
        await using var cluster = await PostgresCluster.CreateAsync(fsync: false, TestHost.Token);
        await using var test = On(cluster);
        await using var host = await test.StartAsync([_graph.Service(_function)]);
        var end = _graph.SucceedAsync(host, 0, Items);
        while (_function.Starts.Count < Items / 4)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestHost.Token);
        }

        await cluster.StopAsync(immediate, TestHost.Token);
        await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, TestHost.Token);
        Assert.False(end.IsCompleted);
        await cluster.StartAsync(TestHost.Token);
        back.SetResult();

        Assert.Equal(Items * (Items - 1) / 2, await end);
        Assert.All(_function.Starts, starts => Assert.Equal(1, starts.Value));
        await AssertItemsAsync(test, Items);
    }

    private static async Task<long> SlowlyAsync(long number, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        return number;
    }

    private static TestHost On(PostgresCluster cluster) =>
        new(StoreKind.Postgres) { Database = new DatabaseLocation.PostgresServer(cluster.ConnectionString), MaxLosses = 1000 };

    private static async Task AssertItemsAsync(TestHost test, long items)
    {
        using var sql = await test.OpenSessionAsync();
        Assert.Equal(items, sql.Scalar("SELECT count(*) FROM item WHERE node = 'map' AND state = 'done'"));
        Assert.Equal(items, sql.Scalar($"SELECT count(*) FROM message WHERE type = '{RunFunction.Descriptor.FullName}' AND state = 'done'"));
        Assert.Equal(0L, sql.Scalar($"SELECT count(*) FROM message WHERE state <> 'done'"));
    }

    private static async Task<NpgsqlConnection> ConnectAsync(PostgresCluster cluster)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(TestHost.Token);
        return connection;
    }

    /// <summary>How many rows came.</summary>
    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql) => (await QueryAsync(connection, sql)).Count;

    /// <summary>The first column.</summary>
    private static async Task<List<object>> QueryAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(TestHost.Token);
        List<object> rows = [];
        while (await reader.ReadAsync(TestHost.Token))
        {
            rows.Add(reader.GetValue(0));
        }

        return rows;
    }
}
