using Rushes.Cli.Remote;
using Rushes.Contracts.Rpc;
using Rushes.Testing;

namespace Rushes.Cli.Tests.Remote;

public sealed class PatienceTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly RpcException _away = new(RpcCode.Unavailable, "away");

    [Fact]
    public async Task Patience_WithServerThatIsAwayForTooLong_IsOver()
    {
        var patience = new Patience(_clock);
        await WaitAsync(patience, Patience.Limit / 2);
        await WaitAsync(patience, Patience.Limit / 2);
        Assert.Same(_away, await Assert.ThrowsAsync<RpcException>(() => patience.WaitAsync(_away, TestContext.Current.CancellationToken)));
        Assert.Equal("server.lost", Assert.Single(ServerFailures.Of(new Uri("http://server:1"), _away)).Code);
    }

    [Fact]
    public async Task Patience_WithServerThatAnswersMeanwhile_BeginsAnew()
    {
        var patience = new Patience(_clock);
        await WaitAsync(patience, Patience.Limit * 0.9);
        patience.Renew();
        await WaitAsync(patience, Patience.Limit * 0.9);
        await WaitAsync(patience, Patience.Limit * 0.1);
    }

    private async Task WaitAsync(Patience patience, TimeSpan passes)
    {
        var wait = patience.WaitAsync(_away, TestContext.Current.CancellationToken);
        Assert.False(wait.IsCompleted);
        _clock.Advance(passes);
        await wait;
    }
}
