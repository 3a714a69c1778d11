using Rushes.Contracts;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Tests.Queue;

/// <content>The way back, and what is forgotten.</content>
public abstract partial class QueueConformance
{
    [Fact]
    public async Task Revive_DeadByFailures_HasAllItsAttemptsAgainAndCountsThemOn()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");
        var lease = await queue.TakeOneAsync();
        await queue.FailAsync(lease, FailureCategory.Internal);
        await queue.FailAsync(await queue.TakeOneAsync(), FailureCategory.Internal);
        Assert.Equal(FailOutcome.Dead, await queue.FailAsync(await queue.TakeOneAsync(), FailureCategory.Internal));

        Assert.True(await queue.ReviveAsync(lease.MessageId));

        var fourth = await queue.TakeOneAsync();
        Assert.Equal(4, fourth.Attempt);
        Assert.Equal(FailOutcome.Retried, await queue.FailAsync(fourth, FailureCategory.Internal));
        Assert.Equal(FailOutcome.Retried, await queue.FailAsync(await queue.TakeOneAsync(), FailureCategory.Internal));
        Assert.Equal(FailOutcome.Dead, await queue.FailAsync(await queue.TakeOneAsync(), FailureCategory.Internal));
    }

    [Fact]
    public async Task Revive_DeadByLosses_IsNoLongerSuspected()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("poison");
        await LoseAsync(queue, "poison", RetryPolicy.DefaultLosses - 1);
        var lease = await queue.TakeOneAsync();
        await queue.ExpireAllAsync();

        Assert.True(await queue.ReviveAsync(lease.MessageId));

        await queue.SendAsync("other");
        Assert.Equal(["poison", "other"], await queue.TakeTextsAsync(5, idle: false));
    }

    [Fact]
    public async Task Revive_MessageThatIsNotDead_IsRefused()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("done", @class: 1);
        await queue.SendAsync("leased", @class: 2);
        await queue.SendAsync("cancelled", @class: 3, scope: "run");
        await queue.SendAsync("delayed", notBefore: long.MaxValue);
        var leases = await queue.TakeAsync(3);
        await queue.CompleteAsync(leases[0]);
        await queue.CancelAsync("run");

        for (var id = leases[0].MessageId; id <= leases[0].MessageId + 4; id++)
        {
            Assert.False(await queue.ReviveAsync(id));
        }

        var states = await queue.StatesAsync();
        Assert.All(states, state => Assert.Equal(state.Key, state.Value));
    }

    [Fact]
    public async Task Revive_Scope_DeliversWhatDiedOrWasCancelledInIt()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("done", rank: 1, scope: "run");
        await queue.SendAsync("dead", rank: 2, scope: "run");
        await queue.SendAsync("leased", rank: 3, scope: "run");
        await queue.SendAsync("pending", rank: 4, scope: "run");
        await queue.SendAsync("of another run", rank: 5, scope: "another run");
        var leases = await queue.TakeAsync(3);
        await queue.CompleteAsync(leases[0]);
        await queue.FailAsync(leases[1], FailureCategory.Input);
        await queue.CancelAsync("run");
        await queue.CancelAsync("another run");

        await queue.ReviveAsync("run");

        Assert.Equal(["dead", "leased", "pending"], await queue.TakeTextsAsync(10));
        Assert.False(await queue.CompleteAsync(leases[2]));
        Assert.Equal(("done", "cancelled"), (await queue.StateAsync("done"), await queue.StateAsync("of another run")));
    }

    [Fact]
    public async Task Revive_ScopeButForATypeOfMessage_LeavesThoseAlone()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a", scope: "run");
        await queue.CancelAsync("run");

        await queue.ReviveAsync("run", Finding.Descriptor.FullName, Rational.Descriptor.FullName);
        Assert.Equal("cancelled", await queue.StateAsync("a"));
        await queue.ReviveAsync("run", Rational.Descriptor.FullName);
        Assert.Equal("pending", await queue.StateAsync("a"));
    }

    [Fact]
    public async Task Revive_CancelledWhileLeasedAndCancelledAgain_TellsNobody()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a", scope: "run");
        await queue.TakeOneAsync();
        await queue.CancelAsync("run");
        Assert.Single(queue.Revoked);

        await queue.ReviveAsync("run");
        await queue.CancelAsync("run");

        Assert.Single(queue.Revoked);
    }

    [Fact]
    public async Task Forget_EndedBefore_RemovesInBatchesAndNeverADeadLetter()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("dead");
        await queue.FailAsync(await queue.TakeOneAsync(), FailureCategory.Input);
        await SendAsync(queue, "done 1", "done 2");
        foreach (var lease in await queue.TakeAsync(2))
        {
            await queue.CompleteAsync(lease);
        }

        await queue.SendAsync("cancelled", scope: "run");
        await queue.CancelAsync("run");
        queue.Clock.Advance(TimeSpan.FromHours(1));
        var before = queue.Clock.GetUtcNow();
        await SendAsync(queue, "done later", "leased", "pending");
        await queue.CompleteAsync((await queue.TakeAsync(2))[0]);

        foreach (var forgotten in new[] { 2, 1, 0 })
        {
            Assert.Equal(forgotten, await queue.ForgetAsync(before, max: 2));
        }

        Assert.Equal(["dead", "done later", "leased", "pending"], (await queue.StatesAsync()).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Forget_DedupeKey_HoldsAsLongAsTheMessageIsKept()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("first", dedupe: "key");
        await queue.CompleteAsync(await queue.TakeOneAsync());
        Assert.False(await queue.SendAsync("second", dedupe: "key"));
        Assert.True(await queue.SendAsync("in another queue", dedupe: "key", queue: OtherQueue));

        queue.Clock.Advance(TimeSpan.FromHours(1));
        await queue.ForgetAsync(queue.Clock.GetUtcNow());

        Assert.True(await queue.SendAsync("third", dedupe: "key"));
        Assert.Equal(["third"], await queue.TakeTextsAsync(5));
    }
}
