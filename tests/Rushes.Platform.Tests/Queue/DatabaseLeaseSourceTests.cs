using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using Rushes.Platform.Tests.Database;
using Rushes.Testing;

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

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Wait_ClockOfThisProcessIsAnHourOff_LooksWhenTheDatabaseSaysSo(int hours)
    {
        await using var files = SqliteDatabase.Create();
        await using var database = StateDatabase.Open(files.Engine, TimeProvider.System);
        var (signals, token) = (new QueueSignals(), TestContext.Current.CancellationToken);
        var queue = new MessageQueue(signals, QueueUnderTest.Retry);
        var clock = new FakeTimeProvider(files.Clock.GetUtcNow().AddHours(hours));
        var source = new DatabaseLeaseSource(database, queue, signals, Taker, MessageEvents.None, clock);
        await database.WriteAsync(transaction => Send(queue, transaction, "later", transaction.Now + 5000), token);
        await signals.WaitAsync(Taker.Queue, TimeSpan.FromSeconds(60), TimeProvider.System, token);
        Assert.Empty(await source.TakeAsync(1, token));

        var wait = source.WaitForWorkAsync(token);
        while (clock.ActiveTimers == 0)
        {
            await Task.Yield();
        }

        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(wait.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        await wait;
    }

    private static bool Send(MessageQueue queue, Transaction transaction, string text, long notBefore = 0) =>
        queue.Send(transaction, new OutgoingMessage(Taker.Queue, new MessagePriority(4, 0, 0), new Finding { Code = text }) { NotBefore = notBefore });
}
