using Rushes.Contracts;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Tests.Queue;

/// <content>Leases that end with their holders, and messages that may be the reason.</content>
public abstract partial class QueueConformance
{
    [Fact]
    public async Task LoseAll_NewOwner_FencesOffTheOld()
    {
        await using var queue = await OpenAsync();
        await SendAsync(queue, "a", "b");
        var old = await queue.TakeAsync(2);

        var lost = await queue.LoseAllAsync();

        Assert.All(lost, one => Assert.Equal((1, false), (one.Lease.Losses, one.IsDead)));
        Assert.Equal(old.Select(lease => lease.MessageId), lost.Select(one => one.Lease.MessageId).Order());
        Assert.False(await queue.CompleteAsync(old[0]));
        Assert.Equal(["a", "b"], await queue.TakeTextsAsync(5));
        Assert.False(await queue.CompleteAsync(old[1]));
    }

    [Fact]
    public async Task ReturnWhatIsDue_OtherQueue_IsLeftToItsTakers()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("leased", queue: OtherQueue);
        await queue.SendAsync("delayed", queue: OtherQueue, notBefore: queue.Clock.GetUtcNow().AddSeconds(1).ToUnixTimeMilliseconds());
        await queue.TakeFromAsync(OtherQueue, 1);

        Assert.Empty(await queue.ExpireAllAsync());
        Assert.Equal(("leased", "delayed"), (await queue.StateAsync("leased"), await queue.StateAsync("delayed")));
        Assert.Single(await queue.ExpireAllAsync(OtherQueue));
        Assert.Equal(("pending", "pending"), (await queue.StateAsync("leased"), await queue.StateAsync("delayed")));
    }

    [Fact]
    public async Task Lease_LostOnce_GoesOnWithOthers()
    {
        await using var queue = await OpenAsync();
        await SendAsync(queue, "a", "b", "c");
        await queue.TakeAsync(2);
        await queue.ExpireAllAsync();

        Assert.Equal(["a", "b", "c"], await queue.TakeTextsAsync(5, idle: false));
    }

    [Fact]
    public async Task Lease_LostTwice_IsGivenAloneAndNothingBehindItOvertakes()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("poison", rank: 2);
        await LoseAsync(queue, "poison", 2);
        await queue.SendAsync("before", rank: 1);
        await queue.SendAsync("behind", rank: 3);

        Assert.Equal(["before"], await queue.TakeTextsAsync(5));
        Assert.Empty(await queue.TakeAsync(5, idle: false));
        var poison = await queue.TakeOneAsync();
        Assert.Equal(("poison", true), (QueueUnderTest.Text(poison), poison.IsSuspected));
        Assert.Equal(["behind"], await queue.TakeTextsAsync(5, idle: false));
    }

    [Fact]
    public async Task Lease_TwoSuspects_AreGivenOneByOne()
    {
        await using var queue = await OpenAsync();
        await SendAsync(queue, "a", "b");
        for (var i = 0; i < 2; i++)
        {
            await queue.TakeAsync(2);
            await queue.ExpireAllAsync();
        }

        Assert.Equal(["a"], await queue.TakeTextsAsync(5));
        Assert.Equal(["b"], await queue.TakeTextsAsync(5));
    }

    [Fact]
    public async Task Take_SuspectThatTheTakerIsNotFitFor_HoldsNobodyUp()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("poison", rank: 1, requires: "encode@1.0.0");
        await LoseAsync(queue, "poison", 2, "encode@1.0.0");
        await queue.SendAsync("behind", rank: 2);

        Assert.Empty(await queue.TakeAsync(5, idle: false, "encode@1.0.0"));
        Assert.Equal(["behind"], await queue.TakeTextsAsync(5));
    }

    [Fact]
    public async Task Take_SuspectWhoseKeyIsHeld_HoldsNobodyUpAndIsNotOvertakenByAnother()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("second suspect", rank: 3);
        await LoseAsync(queue, "second suspect", 2);
        await queue.SendAsync("first suspect", rank: 1, exclusive: "key");
        await LoseAsync(queue, "first suspect", 2);
        await queue.SendAsync("holder", rank: 0, exclusive: "key", queue: OtherQueue);
        await queue.TakeFromAsync(OtherQueue, 1);
        await queue.SendAsync("between", rank: 2);

        Assert.Equal(["between"], await queue.TakeTextsAsync(5));
        Assert.Equal(["second suspect"], await queue.TakeTextsAsync(5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lease_LostTooOften_IsADeadLetterThatSaysWhy(bool newOwner)
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("poison");
        await LoseAsync(queue, "poison", RetryPolicy.DefaultLosses - 1);
        var last = await queue.TakeOneAsync();

        var lost = Assert.Single(newOwner ? await queue.LoseAllAsync() : await queue.ExpireAllAsync());

        Assert.Equal((last.MessageId, true), (lost.Lease.MessageId, lost.IsDead));
        Assert.Equal("dead", await queue.StateAsync("poison"));
        var failure = await queue.FailureAsync(last.MessageId);
        Assert.Equal(("work.lost", FailureCategory.Internal), (failure?.Code, failure?.Category));
        Assert.NotEmpty(failure!.Remedy);
        Assert.Empty(await queue.TakeAsync(5));
    }

    [Fact]
    public async Task NextChange_DelayedAndLeased_IsTheEarliestOfTheQueue()
    {
        await using var queue = await OpenAsync();
        var now = queue.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Null(await NextChangeAsync(queue));

        await queue.SendAsync("elsewhere", queue: OtherQueue, notBefore: now + 1);
        await queue.SendAsync("delayed", notBefore: now + 90_000);
        Assert.Equal(now + 90_000, await NextChangeAsync(queue));

        await queue.SendAsync("leased");
        var lease = await queue.TakeOneAsync();
        await queue.SuspendAsync(lease.MessageId);
        Assert.Equal(now + (long)QueueUnderTest.LeaseTime.TotalMilliseconds, await NextChangeAsync(queue));
    }

    private static Task<long?> NextChangeAsync(QueueUnderTest queue) => queue.Database.ReadAsync(
        sql => MessageRows.NextChange(sql, QueueUnderTest.Name), TestContext.Current.CancellationToken);

    /// <summary>Its holders fall silent, one after the other.</summary>
    private static async Task LoseAsync(QueueUnderTest queue, string text, int times, params string[] offers)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal([text], await queue.TakeTextsAsync(1, true, offers));
            Assert.False(Assert.Single(await queue.ExpireAllAsync()).IsDead);
        }
    }
}
