using Rushes.Contracts;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Tests.Queue;

/// <content>Several at once.</content>
public abstract partial class QueueConformance
{
    [Fact]
    public async Task Send_Batch_KeepsItsOrderAndTellsWhichAreNew()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("there", dedupe: "old");

        var sent = await queue.WriteAsync((transaction, messages) => messages.Send(
            transaction,
            [
                QueueUnderTest.Message("a"), QueueUnderTest.Message("known") with { DedupeKey = "old" },
                QueueUnderTest.Message("b") with { DedupeKey = "new" }, QueueUnderTest.Message("again") with { DedupeKey = "new" },
                QueueUnderTest.Message("c"),
            ]));

        Assert.Equal([true, false, true, false, true], sent);
        Assert.Equal(["there", "a", "b", "c"], await queue.TakeTextsAsync(10));
    }

    [Fact]
    public async Task Complete_Batch_TellsWhichLeasesAreLost()
    {
        await using var queue = await OpenAsync();
        await SendAsync(queue, "a", "b", "c");
        var leases = await queue.TakeAsync(3);
        await queue.ReleaseAsync(leases[1]);

        var ended = await queue.WriteAsync((transaction, messages) => messages.Complete(transaction, leases));

        Assert.Equal([true, false, true], ended);
        Assert.Equal(["b"], await queue.TakeTextsAsync(10));
    }

    [Fact]
    public async Task Heartbeat_Batch_ReturnsTheLostAndKeepsTheRest()
    {
        await using var queue = await OpenAsync();
        await SendAsync(queue, "a", "b", "c");
        var leases = await queue.TakeAsync(3);
        await queue.CompleteAsync(leases[0]);
        queue.Clock.Advance(QueueUnderTest.LeaseTime / 2);

        var answer = await queue.WriteAsync((transaction, messages) => messages.Heartbeat(
            transaction, [.. leases.Select(lease => new Heartbeat(lease))], QueueUnderTest.LeaseTime));

        Assert.Equal([leases[0]], answer.Lost);
        queue.Clock.Advance(QueueUnderTest.LeaseTime / 2);
        Assert.Empty(await queue.TakeAsync(3));
        Assert.True(await queue.CompleteAsync(leases[1]));
        Assert.True(await queue.CompleteAsync(leases[2]));
    }

    [Fact]
    public async Task Shorten_HeldLease_LeavesTheRestToWhoeverIsNext()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a and b");
        var lease = await queue.TakeOneAsync();

        Assert.True(await ShortenAsync(queue, lease, "b"));
        await queue.ReleaseAsync(lease);

        Assert.False(await ShortenAsync(queue, lease, "nothing"));
        Assert.Equal(["b"], await queue.TakeTextsAsync(1));
    }

    [Fact]
    public async Task IsHeld_LeaseThatIsLost_IsFalse()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");
        var lease = await queue.TakeOneAsync();

        Assert.True(await queue.WriteAsync((transaction, messages) => messages.IsHeld(transaction, lease)));
        await queue.ReleaseAsync(lease);
        Assert.False(await queue.WriteAsync((transaction, messages) => messages.IsHeld(transaction, lease)));
        await queue.TakeOneAsync();
        Assert.False(await queue.WriteAsync((transaction, messages) => messages.IsHeld(transaction, lease)));
    }

    private static Task<bool> ShortenAsync(QueueUnderTest queue, Lease lease, string rest) =>
        queue.WriteAsync((transaction, messages) => messages.Shorten(transaction, lease, new Finding { Code = rest }));

    private static async Task SendAsync(QueueUnderTest queue, params string[] texts)
    {
        foreach (var text in texts)
        {
            await queue.SendAsync(text);
        }
    }
}
