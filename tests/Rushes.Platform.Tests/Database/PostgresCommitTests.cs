using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using Rushes.Platform.Database;
using Rushes.Platform.Database.Postgres;
using Rushes.Platform.Queue;
using Rushes.Platform.Tests.Queue;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Database;

/// <summary>Transactions that another one, or the end of their connection, is in the way of.</summary>
public sealed class PostgresCommitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The connection ends about when it commits: sometimes before, sometimes after, and we are never told which.</summary>
    [Fact]
    public async Task Write_ConnectionEndsAtTheCommit_HasItsEffectOnce()
    {
        const int Messages = 30;
        await using var server = await PostgresDatabase.CreateAsync(Token);
        ConcurrentQueue<Task> kills = [];
        await using var database = StateDatabase.Open(new PostgresEngine(server.ConnectionString), TimeProvider.System, sql =>
        {
            if (sql.Contains("state = 'done'", StringComparison.Ordinal) && kills.Count < 2 * Messages)
            {
                kills.Enqueue(Task.Run(server.EndConnections));
            }
        });
        var queue = new MessageQueue(new QueueSignals(), QueueUnderTest.Retry);
        await database.WriteAsync(
            transaction => queue.Send(transaction, [.. Enumerable.Range(0, Messages).Select(i => QueueUnderTest.Message($"work {i}"))]), Token);

        foreach (var lease in await TakeAsync(database, queue, Messages))
        {
            var effect = QueueUnderTest.Message($"effect of {QueueUnderTest.Text(lease)}", "effects");
            await database.WriteAsync(transaction => queue.Complete(transaction, lease) && queue.Send(transaction, effect), Token);
        }

        await Task.WhenAll(kills);
        Assert.True(kills.Count >= Messages);
        Assert.Equal((long)Messages, await database.ReadAsync(sql => sql.Scalar("SELECT count(*) FROM message WHERE state = 'done'"), Token));
        Assert.Equal(
            Enumerable.Range(0, Messages).Select(i => string.Create(CultureInfo.InvariantCulture, $"effect of work {i}")).Order(StringComparer.Ordinal),
            (await TakeAsync(database, queue, 2 * Messages, "effects")).Select(QueueUnderTest.Text).Order(StringComparer.Ordinal));
    }

    /// <summary>What the work meets says nothing of the connection, and that is gone all the same.</summary>
    [Fact]
    public async Task Write_ConnectionEndsBesideAnotherTrouble_IsTriedAgainOnANewOne()
    {
        await using var server = await PostgresDatabase.CreateAsync(Token);
        await using var database = StateDatabase.Open(new PostgresEngine(server.ConnectionString), TimeProvider.System);
        var tries = 0;

        var answer = await database.WriteAsync(
            transaction =>
            {
                if (++tries == 1)
                {
                    server.EndConnections();
                    throw new PostgresException("In somebody's way.", "ERROR", "ERROR", PostgresErrorCodes.SerializationFailure);
                }

                return transaction.Sql.Scalar("SELECT 1");
            },
            Token);

        Assert.Equal((1, 2), (Convert.ToInt32(answer, CultureInfo.InvariantCulture), tries));
    }

    [Fact]
    public async Task Write_TwoLockTheSameRowsInOppositeOrder_BothFinish()
    {
        await using var server = await PostgresDatabase.CreateAsync(Token);
        await using var one = StateDatabase.Open(new PostgresEngine(server.ConnectionString), TimeProvider.System);
        await using var other = StateDatabase.Open(new PostgresEngine(server.ConnectionString), TimeProvider.System);
        await one.WriteAsync(
            transaction => transaction.Sql.ExecuteScript("CREATE TABLE film (id bigint PRIMARY KEY, views bigint NOT NULL); INSERT INTO film VALUES (1, 0), (2, 0)"), Token);
        using var bothHaveOne = new Barrier(2);

        var runs = await Task.WhenAll(ViewAsync(one, 1, 2), ViewAsync(other, 2, 1));

        Assert.InRange(runs.Sum(), 3, int.MaxValue);
        Assert.Equal([2L, 2L], await one.ReadAsync(sql => sql.Query("SELECT views FROM film ORDER BY id", row => row.GetInt64(0)), Token));

        async Task<int> ViewAsync(StateDatabase database, long first, long second)
        {
            var runs = 0;
            await database.WriteAsync(
                transaction =>
                {
                    View(transaction, first);
                    if (++runs == 1)
                    {
                        bothHaveOne.SignalAndWait(Token);
                    }

                    View(transaction, second);
                }, Token);
            return runs;
        }

        static void View(Transaction transaction, long film) =>
            transaction.Sql.Execute("UPDATE film SET views = views + 1 WHERE id = @id", ("id", film));
    }

    private static Task<IReadOnlyList<Lease>> TakeAsync(StateDatabase database, MessageQueue queue, int max, string name = QueueUnderTest.Name) =>
        database.WriteAsync(transaction => queue.Take(transaction, new Taker(name, "me", TimeSpan.FromDays(1)), max, () => true), Token);
}
