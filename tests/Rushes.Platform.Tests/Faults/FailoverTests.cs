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

    /// <summary>Until the standby has it, nobody is told that it is done; who asks again is not told so either.</summary>
    [Fact]
    public async Task Write_PrimaryIsKilledWhileManyWrite_WhatWasAnsweredIsThere()
    {
        await using var pair = await PostgresPair.CreateAsync(TestHost.Token);
        await using var database = StateDatabase.Open(DatabaseLocation.Parse(pair.Url).ToEngine(TimeProvider.System), TimeProvider.System);
        await database.WriteAsync(transaction => transaction.Sql.ExecuteScript("CREATE TABLE film (id bigint PRIMARY KEY)"), TestHost.Token);
        using var over = new CancellationTokenSource();
        var answered = 0L;
        var writing = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                var next = answered + 1;
                await database.WriteAsync(
                    transaction => transaction.Sql.Execute("INSERT INTO film VALUES (@id) ON CONFLICT DO NOTHING", ("id", next)), TestHost.Token);
                Volatile.Write(ref answered, next);
            }
        }, TestHost.Token);
        await UntilAsync(100);

        await pair.Primary.KillAsync();
        var before = Volatile.Read(ref answered);
        await pair.Standby.PromoteAsync(TestHost.Token);
        await UntilAsync(before + 100);
        await over.CancelAsync();
        await writing;

        Assert.Equal(answered, await database.ReadAsync(sql => sql.Scalar("SELECT count(*) FROM film"), TestHost.Token));

        async Task UntilAsync(long count)
        {
            while (Volatile.Read(ref answered) < count)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestHost.Token);
            }
        }
    }

    [Fact]
    public async Task Open_NoServerCanBeWritten_SaysWhichAndWhy()
    {
        await using var pair = await PostgresPair.CreateAsync(TestHost.Token);
        await pair.Primary.KillAsync();

        var gone = Assert.Throws<DatabaseUnreachableException>(
            () => StateDatabase.Open(DatabaseLocation.Parse(pair.Url).ToEngine(TimeProvider.System), TimeProvider.System));

        Assert.Contains(pair.Standby.Host, gone.Message, StringComparison.Ordinal);
    }
}
