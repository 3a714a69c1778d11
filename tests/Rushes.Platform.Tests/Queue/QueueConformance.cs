using Rushes.Contracts;
using Rushes.Platform.Queue;
using Rushes.Platform.Tests.Database;

namespace Rushes.Platform.Tests.Queue;

/// <summary>What every database must make of the queue.</summary>
public abstract partial class QueueConformance
{
    [Fact]
    public async Task Take_MixedMessages_GivesClassThenDueThenRankThenArrival()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("standard", @class: 4, due: 5);
        await queue.SendAsync("late", @class: 2, due: 20);
        await queue.SendAsync("second rank", @class: 2, due: 10, rank: 2);
        await queue.SendAsync("first rank", @class: 2, due: 10, rank: 1);
        await queue.SendAsync("first rank, later", @class: 2, due: 10, rank: 1);
        await queue.SendAsync("long overdue", @class: 2, due: -1_000_000_000_000);
        await queue.SendAsync("express", @class: 1, due: 99);

        Assert.Equal(["express", "long overdue", "first rank"], await queue.TakeTextsAsync(3));
        Assert.Equal(["first rank, later", "second rank", "late", "standard"], await queue.TakeTextsAsync(10));
        Assert.Empty(await queue.TakeAsync(10));
    }

    [Fact]
    public async Task Complete_HeldLease_EndsTheMessage()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");

        Assert.True(await queue.CompleteAsync(await queue.TakeOneAsync()));

        Assert.Equal("done", (await queue.StatesAsync())["a"]);
        queue.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await queue.TakeAsync(1));
    }

    [Fact]
    public async Task Complete_Twice_IsRefused()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");
        var lease = await queue.TakeOneAsync();
        await queue.CompleteAsync(lease);

        Assert.False(await queue.CompleteAsync(lease));
    }

    [Fact]
    public async Task Lease_Expired_IsTakenByTheNextAndFencesOffTheFirst()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");
        var first = await queue.TakeOneAsync();
        queue.Clock.Advance(QueueUnderTest.LeaseTime);

        var second = await queue.TakeOneAsync();

        Assert.True(second.Token > first.Token);
        Assert.Equal(2, second.Attempt);
        Assert.False(await queue.HeartbeatAsync(first));
        Assert.False(await queue.CompleteAsync(first));
        Assert.Equal(FailOutcome.Refused, await queue.FailAsync(first, FailureCategory.Input));
        Assert.False(await queue.ReleaseAsync(first));
        Assert.True(await queue.CompleteAsync(second));
    }

    [Fact]
    public async Task Lease_JustBeforeExpiry_IsHeld()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");
        await queue.TakeOneAsync();
        queue.Clock.Advance(QueueUnderTest.LeaseTime - TimeSpan.FromMilliseconds(1));

        Assert.Empty(await queue.TakeAsync(1));
    }

    [Fact]
    public async Task Heartbeat_InTime_KeepsTheLease()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");
        var lease = await queue.TakeOneAsync();
        for (var i = 0; i < 5; i++)
        {
            queue.Clock.Advance(QueueUnderTest.LeaseTime / 2);
            Assert.True(await queue.HeartbeatAsync(lease));
        }

        Assert.Empty(await queue.TakeAsync(1));
        Assert.True(await queue.CompleteAsync(lease));
    }

    [Theory]
    [InlineData(FailureCategory.Input)]
    [InlineData(FailureCategory.Configuration)]
    public async Task Fail_WhatNoRetryCures_IsDeadAtOnce(FailureCategory category)
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");

        Assert.Equal(FailOutcome.Dead, await queue.FailAsync(await queue.TakeOneAsync(), category));

        Assert.Equal("dead", (await queue.StatesAsync())["a"]);
    }

    [Theory]
    [InlineData(FailureCategory.Transient)]
    [InlineData(FailureCategory.Capacity)]
    public async Task Fail_WhatMayHeal_IsTriedAgainAfterABackoffThatDoubles(FailureCategory category)
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");
        foreach (var wait in new[] { QueueUnderTest.Retry.Backoff, QueueUnderTest.Retry.Backoff * 2 })
        {
            Assert.Equal(FailOutcome.Retried, await queue.FailAsync(await queue.TakeOneAsync(), category));
            Assert.Equal("delayed", (await queue.StatesAsync())["a"]);
            queue.Clock.Advance(wait - TimeSpan.FromMilliseconds(1));
            Assert.Empty(await queue.TakeAsync(1));
            queue.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(FailOutcome.Dead, await queue.FailAsync(await queue.TakeOneAsync(), category));
        Assert.Equal("dead", (await queue.StatesAsync())["a"]);
    }

    [Fact]
    public async Task Fail_Internal_IsTriedAgainAtOnceAFewTimes()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");

        Assert.Equal(FailOutcome.Retried, await queue.FailAsync(await queue.TakeOneAsync(), FailureCategory.Internal));
        Assert.Equal(FailOutcome.Retried, await queue.FailAsync(await queue.TakeOneAsync(), FailureCategory.Internal));
        Assert.Equal(FailOutcome.Dead, await queue.FailAsync(await queue.TakeOneAsync(), FailureCategory.Internal));
    }

    [Fact]
    public async Task Release_AsOftenAsYouLike_IsNoFailure()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");
        for (var i = 0; i < 10; i++)
        {
            Assert.True(await queue.ReleaseAsync(await queue.TakeOneAsync()));
        }

        var lease = await queue.TakeOneAsync();
        Assert.Equal(11, lease.Attempt);
        Assert.Equal(FailOutcome.Retried, await queue.FailAsync(lease, FailureCategory.Internal));
    }

    [Fact]
    public async Task Cancel_Scope_EndsItsMessagesAndTellsTheHolders()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("leased", @class: 1, scope: "run");
        await queue.SendAsync("pending", scope: "run");
        await queue.SendAsync("delayed", scope: "run", notBefore: long.MaxValue);
        await queue.SendAsync("other", scope: "another run");
        var lease = await queue.TakeOneAsync();

        await queue.CancelAsync("run");

        var states = await queue.StatesAsync();
        Assert.All(["leased", "pending", "delayed"], text => Assert.Equal("cancelled", states[text]));
        Assert.Equal([lease.MessageId], queue.Revoked);
        Assert.False(await queue.CompleteAsync(lease));
        Assert.False(await queue.HeartbeatAsync(lease));
        Assert.Equal(["other"], await queue.TakeTextsAsync(5));
    }

    [Fact]
    public async Task Send_SameDedupeKey_KeepsTheFirst()
    {
        await using var queue = await OpenAsync();

        Assert.True(await queue.SendAsync("first", dedupe: "key"));
        Assert.False(await queue.SendAsync("second", dedupe: "key"));
        await queue.CompleteAsync(await queue.TakeOneAsync());
        Assert.False(await queue.SendAsync("third", dedupe: "key"));

        Assert.Equal(["first"], (await queue.StatesAsync()).Keys);
    }

    [Fact]
    public async Task Send_NotBefore_WaitsUntilThen()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("later", notBefore: queue.Clock.GetUtcNow().AddSeconds(5).ToUnixTimeMilliseconds());

        Assert.Empty(await queue.TakeAsync(1));
        queue.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["later"], await queue.TakeTextsAsync(1));
    }

    /// <summary>Thousands of random operations against a queue that is a list in memory.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task RandomOperations_AgainstTheModel_Agree(int seed)
    {
        await using var queue = await OpenAsync();
        await new QueueModelRun(queue, seed).RunAsync(operations: 600);
    }

    internal abstract Task<TestDatabase> CreateAsync();

    private async Task<QueueUnderTest> OpenAsync() => new(await CreateAsync());
}
