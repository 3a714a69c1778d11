using Rushes.Platform.Database;
using Rushes.Platform.Database.Postgres;
using Rushes.Platform.Queue;
using Rushes.Platform.Tests.Database;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Queue;

public sealed class PostgresQueueTests : QueueConformance
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The process lives in 2030. Its database does not.</summary>
    [Fact]
    public async Task Lease_ClockOfTheProcessIsFarOff_ExpiresInDatabaseTime()
    {
        await using var server = await PostgresDatabase.CreateAsync(Token);
        await using var database = StateDatabase.Open(new PostgresEngine(server.ConnectionString), new FakeTimeProvider());
        var queue = new MessageQueue(new QueueSignals(), QueueUnderTest.Retry);
        await database.WriteAsync(transaction => queue.Send(transaction, QueueUnderTest.Message("a")), Token);

        var held = Assert.Single(await TakeAsync(TimeSpan.FromDays(1)));
        Assert.Empty(await TakeAsync(TimeSpan.FromDays(1)));
        Assert.True(await database.ReadAsync(
            sql => (bool)sql.Scalar("SELECT expiry - extract(epoch FROM clock_timestamp()) * 1000 BETWEEN 1 AND 86400000 FROM message")!, Token));

        await database.WriteAsync(transaction => queue.Heartbeat(transaction, [new Heartbeat(held)], TimeSpan.Zero), Token);
        Assert.Equal(2, Assert.Single(await TakeAsync(TimeSpan.FromDays(1))).Attempt);

        Task<IReadOnlyList<Lease>> TakeAsync(TimeSpan lease) => database.WriteAsync(
            transaction =>
            {
                queue.ReturnWhatIsDue(transaction, QueueUnderTest.Name);
                return queue.Take(transaction, new Taker(QueueUnderTest.Name, "me", lease), 1, idle: () => true);
            }, Token);
    }

    internal override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync();
}
