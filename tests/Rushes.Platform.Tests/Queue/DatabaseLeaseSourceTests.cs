using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using Rushes.Platform.Tests.Database;

namespace Rushes.Platform.Tests.Queue;

public sealed class DatabaseLeaseSourceTests
{
    private static readonly Taker Taker = new("tests", "me", TimeSpan.FromSeconds(60));

    [Fact]
    public async Task Take_SuspectIsHeld_GivesNothingUntilItHasEnded()
    {
        await using var files = SqliteDatabase.Create();
        await using var database = StateDatabase.Open(files.Engine, TimeProvider.System);
        var (signals, token) = (new QueueSignals(), TestContext.Current.CancellationToken);
        var queue = new MessageQueue(signals, QueueUnderTest.Retry);
        var source = new DatabaseLeaseSource(database, queue, signals, Taker, MessageEvents.None, files.Clock);
        await database.WriteAsync(transaction => Send(queue, transaction, "suspect"), token);
        for (var loss = 0; loss < RetryPolicy.LossesOfSuspect; loss++)
        {
            await source.TakeAsync(1, token);
            await database.WriteAsync(transaction => queue.LoseAll(transaction), token);
        }

        await database.WriteAsync(transaction => Send(queue, transaction, "other"), token);
        var suspect = Assert.Single(await source.TakeAsync(4, token));
        Assert.Empty(await source.TakeAsync(4, token));
        await database.WriteAsync(transaction => queue.Complete(transaction, suspect), token);

        Assert.Equal("other", QueueUnderTest.Text(Assert.Single(await source.TakeAsync(4, token))));
    }

    private static bool Send(MessageQueue queue, Transaction transaction, string text) =>
        queue.Send(transaction, new OutgoingMessage(Taker.Queue, new MessagePriority(4, 0, 0), new Finding { Code = text }));
}
