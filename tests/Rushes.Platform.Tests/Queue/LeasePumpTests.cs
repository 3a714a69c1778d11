using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Tests.Queue;

public sealed class LeasePumpTests
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Work_HeartbeatsGoUnanswered_IsStoppedAtTwoThirdsOfTheLease()
    {
        using var source = new FakeSource { Heartbeat = (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token) };
        var clock = Stopwatch.StartNew();

        await RunUntilStoppedAsync(source);

        Assert.True(clock.Elapsed >= LeaseTime * 2 / 3, $"{clock.Elapsed}");
    }

    [Fact]
    public async Task Work_HeartbeatIsRefused_IsStopped()
    {
        using var source = new FakeSource { Lost = leases => leases };

        await RunUntilStoppedAsync(source);
    }

    [Fact]
    public async Task Work_MessageIsRevoked_IsStopped()
    {
        using var source = new FakeSource();
        await RunUntilStoppedAsync(source, started: () => source.Revoke(1));
    }

    [Fact]
    public async Task Work_HeartbeatsAreAnswered_OutlivesTheLease()
    {
        using var source = new FakeSource();
        var beats = new TaskCompletionSource();
        source.Lost = _ =>
        {
            if (source.Beats == 12)
            {
                beats.TrySetResult();
            }

            return [];
        };
        var stopped = false;
        using var pump = Pump(source, async (_, token) =>
        {
            await beats.Task;
            stopped = token.IsCancellationRequested;
        }, _ => { });
        source.Deliver(1);
        pump.Start();
        await beats.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);
        await pump.StopAsync();

        Assert.False(stopped);
    }

    [Fact]
    public async Task Handler_Throws_BreaksThePlatform()
    {
        var broken = new TaskCompletionSource<Exception>();
        using var source = new FakeSource();
        using var pump = Pump(source, (_, _) => throw new IOException("disk gone"), exception => broken.TrySetResult(exception));
        source.Deliver(1);
        pump.Start();

        Assert.Equal("disk gone", (await broken.Task).Message);
        await pump.StopAsync();
    }

    [Fact]
    public async Task Stop_WorkInHand_ReturnsItsLeases()
    {
        var running = new TaskCompletionSource();
        using var source = new FakeSource();
        using var pump = Pump(source, (_, token) =>
        {
            running.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        }, _ => { });
        source.Deliver(7);
        pump.Start();
        await running.Task;

        Assert.Equal(7, Assert.Single(await pump.StopAsync()).MessageId);
    }

    private static async Task RunUntilStoppedAsync(FakeSource source, Action? started = null)
    {
        var stopped = new TaskCompletionSource();
        using var pump = Pump(source, async (_, token) =>
        {
            using var registration = token.Register(() => stopped.TrySetResult());
            started?.Invoke();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        }, _ => { });
        source.Deliver(1);
        pump.Start();
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);
        await pump.StopAsync();
    }

    private static LeasePump Pump(FakeSource source, Func<Lease, CancellationToken, Task> handle, Action<Exception> broken) =>
        new(source, 2, LeaseTime, TimeProvider.System, handle, broken, NullLogger.Instance);

    private sealed class FakeSource : ILeaseSource, IDisposable
    {
        private readonly Channel<Lease> _leases = Channel.CreateUnbounded<Lease>();

        public event Action<IReadOnlyCollection<long>>? Revoked;

        public Func<IReadOnlyList<Lease>, CancellationToken, Task> Heartbeat { get; init; } = (_, _) => Task.CompletedTask;

        public Func<IReadOnlyList<Lease>, IReadOnlyList<Lease>> Lost { get; set; } = _ => [];

        public int Beats { get; private set; }

        public void Deliver(long id) => _leases.Writer.TryWrite(new Lease(id, 1, "q", "t", ReadOnlyMemory<byte>.Empty, default, 1));

        public void Revoke(long id) => Revoked?.Invoke([id]);

        public Task<IReadOnlyList<Lease>> TakeAsync(int max, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Lease>>(_leases.Reader.TryRead(out var lease) ? [lease] : []);

        public async Task<IReadOnlyList<Lease>> HeartbeatAsync(IReadOnlyList<Lease> leases, CancellationToken cancellationToken)
        {
            Beats++;
            await Heartbeat(leases, cancellationToken);
            return Lost(leases);
        }

        public Task ReleaseAsync(IReadOnlyList<Lease> leases, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task WaitForWorkAsync(CancellationToken cancellationToken) => _leases.Reader.WaitToReadAsync(cancellationToken).AsTask();

        public void Dispose() => _leases.Writer.TryComplete();
    }
}
