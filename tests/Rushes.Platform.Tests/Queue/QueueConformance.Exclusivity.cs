using Rushes.Contracts;

namespace Rushes.Platform.Tests.Queue;

/// <content>Exclusivity keys, and what a taker must offer.</content>
public abstract partial class QueueConformance
{
    private const string OtherQueue = "other";

    [Fact]
    public async Task Take_SameExclusivityKey_GivesOneAtATimeAndTheFirstInOrderFirst()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("third", rank: 3, exclusive: "key");
        await queue.SendAsync("first", rank: 1, exclusive: "key");
        await queue.SendAsync("second", rank: 2, exclusive: "key");
        await queue.SendAsync("free", rank: 9);
        await queue.SendAsync("of another key", rank: 9, exclusive: "another");

        var leases = await queue.TakeAsync(10);
        Assert.Equal(["first", "free", "of another key"], leases.Select(QueueUnderTest.Text));
        Assert.Empty(await queue.TakeAsync(10));

        await queue.CompleteAsync(leases[0]);
        Assert.Equal(["second"], await queue.TakeTextsAsync(10));
    }

    [Fact]
    public async Task Take_SameExclusivityKeyInTwoQueues_GivesOneAtATimeAndTheFirstInOrderFirst()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("second", rank: 2, exclusive: "key");
        await queue.SendAsync("first", rank: 1, exclusive: "key", queue: OtherQueue);

        Assert.Empty(await queue.TakeAsync(10));
        var first = Assert.Single(await queue.TakeFromAsync(OtherQueue, 10));
        Assert.Empty(await queue.TakeAsync(10));
        await queue.CompleteAsync(first);
        Assert.Equal(["second"], await queue.TakeTextsAsync(10));
    }

    [Fact]
    public async Task Take_ExclusivityKeyOfADelayedMessage_IsFree()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("delayed", rank: 1, exclusive: "key", notBefore: long.MaxValue);
        await queue.SendAsync("now", rank: 2, exclusive: "key");

        Assert.Equal(["now"], await queue.TakeTextsAsync(10));
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("dead")]
    [InlineData("delayed")]
    [InlineData("again")]
    [InlineData("release")]
    [InlineData("take away")]
    [InlineData("cancel")]
    [InlineData("expiry")]
    [InlineData("new owner")]
    public async Task ExclusivityKey_LeaseEnds_IsFree(string end)
    {
        foreach (var suspended in new[] { false, true })
        {
            await using var queue = await OpenAsync();
            await queue.SendAsync("first", rank: 1, scope: "run", exclusive: "key");
            await queue.SendAsync("second", rank: 2, exclusive: "key");
            var lease = await queue.TakeOneAsync();
            if (suspended)
            {
                await queue.SuspendAsync(lease.MessageId);
            }

            Assert.Empty(await queue.TakeAsync(1));

            Task ended = end switch
            {
                "complete" => queue.CompleteAsync(lease),
                "dead" => queue.FailAsync(lease, FailureCategory.Input),
                "delayed" => queue.FailAsync(lease, FailureCategory.Transient),
                "again" => queue.FailAsync(lease, FailureCategory.Internal),
                "release" => queue.ReleaseAsync(lease),
                "take away" => queue.TakeAwayAsync(lease.MessageId),
                "cancel" => queue.CancelAsync("run"),
                "expiry" => queue.ExpireAllAsync(),
                _ => queue.LoseAllAsync(),
            };
            await ended;

            var pending = await queue.StateAsync("first") == "pending";
            Assert.Equal([pending ? "first" : "second"], await queue.TakeTextsAsync(10));
        }
    }

    [Fact]
    public async Task TakeThese_Pending_AreLeasedWhateverTheirOrder()
    {
        await using var queue = await OpenAsync();
        await SendAsync(queue, "a", "b", "c");
        var known = await queue.TakeAsync(3);
        foreach (var lease in known)
        {
            await queue.ReleaseAsync(lease);
        }

        var leases = await queue.TakeTheseAsync(known[2].MessageId, known[0].MessageId, 99);

        Assert.Equal(["c", "a"], leases.Select(QueueUnderTest.Text));
        Assert.Empty(await queue.TakeTheseAsync(known[2].MessageId));
        Assert.False(await queue.CompleteAsync(known[2]));
        Assert.True(await queue.CompleteAsync(leases[0]));
        Assert.Equal(["b"], await queue.TakeTextsAsync(10));
    }

    [Fact]
    public async Task TakeThese_ExclusivityKeyIsHeld_AreLeftOut()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a", exclusive: "key");
        await queue.SendAsync("b", exclusive: "key");
        await queue.SendAsync("c", exclusive: "key", queue: OtherQueue);
        var first = await queue.TakeOneAsync();
        await queue.ReleaseAsync(first);

        var leases = await queue.TakeTheseAsync(first.MessageId + 1, first.MessageId, first.MessageId + 2);

        Assert.Equal(["b"], leases.Select(QueueUnderTest.Text));
        await queue.SuspendAsync(leases[0].MessageId);
        Assert.Empty(await queue.TakeTheseAsync(first.MessageId));
        await queue.CompleteAsync(leases[0]);
        Assert.Single(await queue.TakeTheseAsync(first.MessageId));
    }

    [Fact]
    public async Task Take_MessageRequiresABuild_IsGivenOnlyToWhoOffersIt()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("old build", rank: 1, requires: "encode@1.0.0");
        await queue.SendAsync("new build", rank: 2, requires: "encode@1.1.0");
        await queue.SendAsync("any", rank: 3);

        Assert.Equal(["any"], await queue.TakeTextsAsync(10));
        Assert.Equal(["new build"], await queue.TakeTextsAsync(10, true, "encode@1.1.0", "measure@1.0.0"));
        Assert.Empty(await queue.TakeAsync(10, true, "encode@1.1.0", "measure@1.0.0"));
        Assert.Equal(["old build"], await queue.TakeTextsAsync(10, true, "encode@1.0.0"));
    }
}
