using Rushes.Contracts;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Tests.Queue;

/// <content>Preemption: a lease is suspended, or taken away.</content>
public abstract partial class QueueConformance
{
    [Fact]
    public async Task Suspend_Leased_KeepsTheLeaseAndMayBeCompleted()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");
        var lease = await queue.TakeOneAsync();

        Assert.True(await queue.SuspendAsync(lease.MessageId));

        Assert.Equal("suspended", await queue.StateAsync("a"));
        queue.Clock.Advance(QueueUnderTest.LeaseTime / 2);
        Assert.True(await queue.HeartbeatAsync(lease));
        queue.Clock.Advance(QueueUnderTest.LeaseTime / 2);
        Assert.Empty(await queue.TakeAsync(1));
        Assert.True(await queue.CompleteAsync(lease));
        Assert.Equal("done", await queue.StateAsync("a"));
    }

    [Fact]
    public async Task Suspend_AndResume_ApplyOnceToALease()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");
        var lease = await queue.TakeOneAsync();

        Assert.False(await queue.ResumeAsync(lease.MessageId));
        Assert.True(await queue.SuspendAsync(lease.MessageId));
        Assert.False(await queue.SuspendAsync(lease.MessageId));
        Assert.True(await queue.ResumeAsync(lease.MessageId));
        Assert.Equal("leased", await queue.StateAsync("a"));
        await queue.CompleteAsync(lease);
        Assert.False(await queue.SuspendAsync(lease.MessageId));
        Assert.False(await queue.ResumeAsync(lease.MessageId));
    }

    [Fact]
    public async Task Suspend_Expired_IsLostLikeAnyLease()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");
        var lease = await queue.TakeOneAsync();
        await queue.SuspendAsync(lease.MessageId);

        var lost = Assert.Single(await queue.ExpireAllAsync());

        Assert.Equal((lease.MessageId, false), (lost.Lease.MessageId, lost.IsDead));
        Assert.False(await queue.ResumeAsync(lease.MessageId));
        Assert.False(await queue.CompleteAsync(lease));
        Assert.Equal("a", QueueUnderTest.Text(await queue.TakeOneAsync()));
    }

    [Theory]
    [InlineData(FailureCategory.Internal, "pending")]
    [InlineData(FailureCategory.Transient, "delayed")]
    [InlineData(FailureCategory.Input, "dead")]
    public async Task Fail_Suspended_EndsTheLeaseAsAnyOther(FailureCategory category, string state)
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");
        var lease = await queue.TakeOneAsync();
        await queue.SuspendAsync(lease.MessageId);

        Assert.NotEqual(FailOutcome.Refused, await queue.FailAsync(lease, category));

        Assert.Equal(state, await queue.StateAsync("a"));
    }

    [Fact]
    public async Task Release_Suspended_GivesItBack()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");
        var lease = await queue.TakeOneAsync();
        await queue.SuspendAsync(lease.MessageId);

        Assert.True(await queue.ReleaseAsync(lease));

        Assert.Equal(["a"], await queue.TakeTextsAsync(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TakeAway_Leased_RequeuesAtNoCostTellsTheHolderAndFencesItOff(bool suspended)
    {
        await using var queue = await OpenAsync();
        await SendAsync(queue, "a", "b");
        for (var i = 0; i < 10; i++)
        {
            var lease = await queue.TakeOneAsync();
            if (suspended)
            {
                await queue.SuspendAsync(lease.MessageId);
            }

            Assert.Equal(lease.Token, (await queue.TakeAwayAsync(lease.MessageId))?.Token);
            Assert.Equal(Enumerable.Repeat(lease.MessageId, i + 1), queue.Revoked);
            Assert.False(await queue.CompleteAsync(lease));
        }

        // Neither a failure nor a loss: it still has all its attempts, and goes with others.
        var leases = await queue.TakeAsync(2, idle: false);
        Assert.Equal(["a", "b"], leases.Select(QueueUnderTest.Text));
        Assert.Equal((11, 0), (leases[0].Attempt, leases[0].Losses));
        Assert.Equal(FailOutcome.Retried, await queue.FailAsync(leases[0], FailureCategory.Internal));
        Assert.Equal(FailOutcome.Retried, await queue.FailAsync(await queue.TakeOneAsync(), FailureCategory.Internal));
        Assert.Equal(FailOutcome.Dead, await queue.FailAsync(await queue.TakeOneAsync(), FailureCategory.Internal));
    }

    [Fact]
    public async Task TakeAway_NotLeased_ChangesNothing()
    {
        await using var queue = await OpenAsync();
        await SendAsync(queue, "done", "pending");
        var lease = await queue.TakeOneAsync();
        await queue.CompleteAsync(lease);

        Assert.Null(await queue.TakeAwayAsync(lease.MessageId));
        Assert.Null(await queue.TakeAwayAsync(lease.MessageId + 1));

        Assert.Empty(queue.Revoked);
        Assert.Equal(("done", "pending"), (await queue.StateAsync("done"), await queue.StateAsync("pending")));
    }

    [Fact]
    public async Task Cancel_Suspended_EndsItAndTellsTheHolder()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a", scope: "run");
        var lease = await queue.TakeOneAsync();
        await queue.SuspendAsync(lease.MessageId);

        await queue.CancelAsync("run");

        Assert.Equal("cancelled", await queue.StateAsync("a"));
        Assert.Equal([lease.MessageId], queue.Revoked);
        Assert.False(await queue.HeartbeatAsync(lease));
        Assert.False(await queue.ResumeAsync(lease.MessageId));
    }
}
