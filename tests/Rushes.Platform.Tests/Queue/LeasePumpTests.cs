using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Platform.Queue;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Tests.Queue;

public sealed class LeasePumpTests
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Work_HeartbeatsGoUnanswered_IsStoppedAtTwoThirdsOfTheLease()
    {
        var silence = new TaskCompletionSource();
        using var source = new FakeSource { Beat = (_, token) => silence.Task.WaitAsync(token) };
        var (running, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var pump = Pump(source, async (_, token) =>
        {
            token.Register(() => stopped.TrySetResult());
            running.TrySetResult();
            await stopped.Task;
        }, _ => { });
        source.Deliver(1);
        await StartAsync(pump);
        await running.Task;

        await BeatAsync(source, LeaseTime / 2);
        Assert.False(stopped.Task.IsCompleted);
        _time.Advance(LeaseTime / 6);

        await stopped.Task.WaitAsync(TestContext.Current.CancellationToken);
        await pump.StopAsync();
    }

    [Fact]
    public async Task Work_HeartbeatIsRefused_IsStopped()
    {
        using var source = new FakeSource { Lost = leases => leases };
        await RunUntilStoppedAsync(source, running: () => _time.Advance(LeaseTime / 6));
    }

    [Fact]
    public async Task Work_MessageIsRevoked_IsStopped()
    {
        using var source = new FakeSource();
        await RunUntilStoppedAsync(source, running: () => source.Revoke(1));
    }

    [Fact]
    public async Task Work_HeartbeatsAreAnswered_OutlivesTheLease()
    {
        using var source = new FakeSource();
        var (running, enough, stopped) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource<bool>());
        using var pump = Pump(source, async (_, token) =>
        {
            running.TrySetResult();
            await enough.Task;
            stopped.SetResult(token.IsCancellationRequested);
        }, _ => { });
        source.Deliver(1);
        await StartAsync(pump);
        await running.Task;

        for (var beat = 0; beat < 12; beat++)
        {
            await BeatAsync(source, LeaseTime / 6);
        }

        enough.SetResult();
        Assert.False(await stopped.Task);
        await pump.StopAsync();
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
    public async Task Stop_WorkInHand_IsCancelledAndWaitedFor()
    {
        var (running, cancelled) = (new TaskCompletionSource(), false);
        using var source = new FakeSource();
        using var pump = Pump(source, async (_, token) =>
        {
            running.TrySetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            }
            finally
            {
                cancelled = token.IsCancellationRequested;
            }
        }, _ => { });
        source.Deliver(7);
        pump.Start();
        await running.Task;

        await pump.StopAsync();

        Assert.True(cancelled);
    }

    [Fact]
    public async Task Freeze_MessageInHand_FreezesItsWorkAlone()
    {
        var suspensions = Channel.CreateUnbounded<(long Message, Suspension Suspension)>();
        using var source = new FakeSource();
        using var pump = Pump(source, (held, token) =>
        {
            suspensions.Writer.TryWrite((held.Lease.MessageId, held.Suspension));
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        }, _ => { });
        source.Deliver(1);
        source.Deliver(2);
        pump.Start();
        var works = new[] { await suspensions.Reader.ReadAsync(TestContext.Current.CancellationToken), await suspensions.Reader.ReadAsync(TestContext.Current.CancellationToken) }
            .ToDictionary(work => work.Message, work => work.Suspension);

        source.Freeze(2);
        source.Freeze(99);
        Assert.Equal((false, true), (works[1].IsFrozen, works[2].IsFrozen));
        source.Resume(2);

        Assert.False(works[2].IsFrozen);
        await pump.StopAsync();
    }

    private async Task RunUntilStoppedAsync(FakeSource source, Action running)
    {
        var (started, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var pump = Pump(source, async (_, token) =>
        {
            token.Register(() => stopped.TrySetResult());
            started.SetResult();
            await stopped.Task;
        }, _ => { });
        source.Deliver(1);
        await StartAsync(pump);
        await started.Task;
        running();
        await stopped.Task.WaitAsync(TestContext.Current.CancellationToken);
        await pump.StopAsync();
    }

    /// <summary>Until its heart beats: a clock that was moved before would not be noticed.</summary>
    private async Task StartAsync(LeasePump pump)
    {
        pump.Start();
        while (_time.ActiveTimers == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Moves the clock, and waits until a heartbeat was sent by it.</summary>
    private async Task BeatAsync(FakeSource source, TimeSpan time)
    {
        _time.Advance(time);
        await source.Beats.Reader.ReadAsync(TestContext.Current.CancellationToken);
    }

    private LeasePump Pump(FakeSource source, Func<HeldLease, CancellationToken, Task> handle, Action<Exception> broken) =>
        new(source, 2, LeaseTime, _time, handle, broken, NullLogger.Instance);

    private sealed class FakeSource : ILeaseSource, IDisposable
    {
        private readonly Channel<Lease> _leases = Channel.CreateUnbounded<Lease>();

        public event Action<IReadOnlyCollection<long>>? Revoked;

        public event Action<long>? Frozen;

        public event Action<long>? Resumed;

        public Func<IReadOnlyList<Lease>, CancellationToken, Task> Beat { get; init; } = (_, _) => Task.CompletedTask;

        public Func<IReadOnlyList<Lease>, IReadOnlyList<Lease>> Lost { get; set; } = _ => [];

        public Channel<int> Beats { get; } = Channel.CreateUnbounded<int>();

        public void Deliver(long id, int losses = 0) =>
            _leases.Writer.TryWrite(new Lease(id, 1, "q", "t", ReadOnlyMemory<byte>.Empty, default, 1, losses));

        public void Freeze(long id) => Frozen?.Invoke(id);

        public void Resume(long id) => Resumed?.Invoke(id);

        public void Revoke(long id) => Revoked?.Invoke([id]);

        public Task<IReadOnlyList<Lease>> TakeAsync(int max, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Lease>>(_leases.Reader.TryRead(out var lease) ? [lease] : []);

        public async Task<HeartbeatAnswer> HeartbeatAsync(IReadOnlyList<Heartbeat> beats, CancellationToken cancellationToken)
        {
            Lease[] leases = [.. beats.Select(beat => beat.Lease)];
            Beats.Writer.TryWrite(leases.Length);
            await Beat(leases, cancellationToken);
            return new HeartbeatAnswer(Lost(leases), []);
        }

        public Task WaitForWorkAsync(CancellationToken cancellationToken) => _leases.Reader.WaitToReadAsync(cancellationToken).AsTask();

        public void Dispose() => _leases.Writer.TryComplete();
    }
}
