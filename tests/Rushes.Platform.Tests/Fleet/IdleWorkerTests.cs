using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Fleet;
using Rushes.Platform.Hosting;
using Rushes.Platform.Tests.Workflows;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Fleet;

/// <summary>A worker that ends itself when it has had no work for so long.</summary>
public sealed class IdleWorkerTests : IAsyncDisposable
{
    private readonly TestHost _test = new(StoreKind.Sqlite) { Slots = 0, Fleet = true };
    private readonly TestNetwork _network = new();
    private readonly Counting _counting = new();

    /// <summary>Of the worker alone.</summary>
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Worker_WithoutWorkForLongEnough_IsIdleAndNotWhileItWorks()
    {
        var (begun, go) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        _counting.OnSquare = async (number, _, token) =>
        {
            begun.Release();
            await go.WaitAsync(token);
            return await Counting.Result(number.Numerator * number.Numerator);
        };
        await using var host = await _test.StartAsync(_counting.Services);
        _network.Servers.Add(host.WorkAsync);
        await using var worker = Work();
        var idle = worker.IdleAsync(TimeSpan.FromSeconds(9), TestHost.Token);
        var run = await TestHost.SubmitAsync(host, 2, 3);
        await begun.WaitAsync(TestHost.Token);
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(TimeSpan.Zero, worker.Idle);
        Assert.False(idle.IsCompleted);

        go.Release(10);
        Assert.IsType<RunEnd<Rational>.Succeeded>(await TestHost.WaitAsync(host, run));
        while (!idle.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestHost.Token);
        }

        Assert.InRange(worker.Idle, TimeSpan.FromSeconds(9), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task Worker_ThatReachesNoServer_IsIdle()
    {
        _network.Servers.Add((_, _) => throw new IOException("There is no way there."));
        await using var worker = Work();
        var idle = worker.IdleAsync(TimeSpan.FromSeconds(9), TestHost.Token);
        _clock.Advance(TimeSpan.FromSeconds(8));
        Assert.False(idle.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        await idle;
    }

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    private FleetWorker Work() => FleetWorker.Start(
        new FleetWorkerOptions { ScratchFolder = $"{_test.Scratch}-worker", Cores = 4, Memory = 1L << 40 }, _counting.Services, _ => _test.Store, _test.Tools,
        _network.CallAsync, _clock, NullLoggerFactory.Instance);
}
