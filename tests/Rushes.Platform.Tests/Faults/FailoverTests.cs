using Rushes.Platform.Database;
using Rushes.Platform.Workflows;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Faults;

/// <summary>The primary is killed and its synchronous standby promoted: what was answered is there, and runs go on.</summary>
public sealed class FailoverTests
{
    private const int Items = 40;

    private readonly CountedFunction _function = new("failover.function");
    private readonly OneGraph _graph;

    public FailoverTests() => _graph = OneGraph.Sum("failover.sum", _function);

    [Fact]
    public async Task Primary_IsKilledAndItsStandbyPromoted_TheRunFinishesAndNothingIsDoneTwice()
    {
        var promoted = new TaskCompletionSource();
        _function.Work = async (number, token) =>
        {
            await (number < Items / 2 ? Task.CompletedTask : promoted.Task.WaitAsync(token));
            return number;
        };
        await using var pair = await PostgresPair.CreateAsync(TestHost.Token);
        await using var test = new TestHost(StoreKind.Postgres) { Database = DatabaseLocation.Parse(pair.Url), MaxLosses = 1000 };
        await using var host = await test.StartAsync([_graph.Service(_function)]);
        var end = _graph.SucceedAsync(host, 0, Items);
        while (_function.Starts.Count < Items / 4)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestHost.Token);
        }

        await pair.FailOverAsync(TestHost.Token);
        promoted.SetResult();

        Assert.Equal(Items * (Items - 1) / 2, await end);
        Assert.All(_function.Starts, starts => Assert.Equal(1, starts.Value));
        using var sql = await test.OpenSessionAsync();
        Assert.Equal((long)Items, sql.Scalar("SELECT count(*) FROM item WHERE node = 'map' AND state = 'done'"));
        Assert.Equal((long)Items, sql.Scalar($"SELECT count(*) FROM message WHERE type = '{RunFunction.Descriptor.FullName}' AND state = 'done'"));
    }

    [Fact]
    public Task Write_PrimaryIsKilledMeanwhile_WhatWasAnsweredIsThere() => WriteAsync(primary => primary.KillAsync());

    /// <summary>It still has our connections, and takes new ones; it only says nothing any more.</summary>
    [Fact]
    [Trait("Category", "Soak")]
    [Trait("Soak", "failover")]
    public Task Write_PrimaryStandsStillMeanwhile_WhatWasAnsweredIsThere() => WriteAsync(primary => primary.StandStillAsync(TestHost.Token));

    /// <summary>
    /// What a primary commits without its standby would be lost with it. It waits for it, and so do we, over all limits of time; nobody
    /// sees it before.
    /// </summary>
    [Fact]
    [Trait("Category", "Soak")]
    [Trait("Soak", "failover")]
    public async Task Write_StandbyIsAway_IsNotAnsweredBeforeItIsBack()
    {
        await using var pair = await PostgresPair.CreateAsync(TestHost.Token);
        await using var database = Open(pair);
        await database.WriteAsync(Make, TestHost.Token);
        await pair.Standby.KillAsync();

        var write = database.WriteAsync(transaction => Insert(transaction, 1), TestHost.Token);
        await Task.Delay(TimeSpan.FromSeconds(100), TimeProvider.System, TestHost.Token);
        Assert.False(write.IsCompleted);
        Assert.Equal(0L, await database.ReadAsync(Count, TestHost.Token));
        await pair.Standby.StartAsync(TestHost.Token);

        await write;
        Assert.Equal(1L, await database.ReadAsync(Count, TestHost.Token));
    }

    [Fact]
    public async Task Open_NoServerCanBeWritten_SaysWhichAndWhy()
    {
        await using var pair = await PostgresPair.CreateAsync(TestHost.Token);
        await pair.Primary.KillAsync();

        var gone = Assert.Throws<DatabaseUnreachableException>(() => Open(pair));

        Assert.Contains(pair.Standby.Host, gone.Message, StringComparison.Ordinal);
    }

    private static async Task WriteAsync(Func<PostgresCluster, Task> fail)
    {
        await using var pair = await PostgresPair.CreateAsync(TestHost.Token);
        await using var database = Open(pair);
        await database.WriteAsync(Make, TestHost.Token);
        using var over = new CancellationTokenSource();
        var answered = 0L;
        var writing = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                await database.WriteAsync(transaction => Insert(transaction, answered + 1), TestHost.Token);
                Interlocked.Increment(ref answered);
            }
        }, TestHost.Token);
        await UntilAsync(100);

        await fail(pair.Primary);
        var before = Interlocked.Read(ref answered);
        await pair.Standby.PromoteAsync(TestHost.Token);
        await UntilAsync(before + 100);
        await over.CancelAsync();
        await writing;

        Assert.Equal(answered, await database.ReadAsync(Count, TestHost.Token));

        async Task UntilAsync(long count)
        {
            while (Interlocked.Read(ref answered) < count)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestHost.Token);
            }
        }
    }

    private static StateDatabase Open(PostgresPair pair) => StateDatabase.Open(DatabaseLocation.Parse(pair.Url).ToEngine(TimeProvider.System), TimeProvider.System);

    private static void Make(Transaction transaction) => transaction.Sql.ExecuteScript("CREATE TABLE film (id bigint PRIMARY KEY)");

    private static void Insert(Transaction transaction, long id) =>
        transaction.Sql.Execute("INSERT INTO film VALUES (@id) ON CONFLICT DO NOTHING", ("id", id));

    private static object? Count(SqlSession sql) => sql.Scalar("SELECT count(*) FROM film");
}
