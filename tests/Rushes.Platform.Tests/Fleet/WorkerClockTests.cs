using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Fleet;
using Rushes.Platform.Hosting;
using Rushes.Platform.Tests.Workflows;

namespace Rushes.Platform.Tests.Fleet;

/// <summary>The time of day at a worker does not matter, nor that it is set meanwhile.</summary>
public sealed class WorkerClockTests
{
    [Theory]
    [InlineData(StoreKind.Sqlite, 1)]
    [InlineData(StoreKind.Sqlite, -1)]
    [InlineData(StoreKind.Postgres, 1)]
    [InlineData(StoreKind.Postgres, -1)]
    public async Task Worker_ClockIsAnHourOffAndJumps_KeepsItsLeasesAndItsWork(StoreKind store, int hours)
    {
        await using var test = new TestHost(store) { Slots = 0, Fleet = true, Lease = TimeSpan.FromSeconds(6) };
        var (begun, go) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        var counting = new Counting();
        counting.OnSquare = async (number, _, token) =>
        {
            begun.Release();
            await go.WaitAsync(token);
            return await Counting.Result(number.Numerator * number.Numerator);
        };
        await using var host = await test.StartAsync(counting.Services);
        var network = new TestNetwork { Servers = { host.WorkAsync } };
        var clock = new WrongClock { Off = TimeSpan.FromHours(hours) };
        await using var worker = FleetWorker.Start(
            new FleetWorkerOptions { ScratchFolder = $"{test.Scratch}-worker", Cores = 4, Memory = 1L << 40 }, counting.Services, _ => test.Store, test.Tools,
            network.CallAsync, clock, NullLoggerFactory.Instance);

        var run = await TestHost.SubmitAsync(host, 2, 4);
        await begun.WaitAsync(TestHost.Token);
        clock.Off = TimeSpan.FromHours(-hours);
        for (var beat = 0; beat < 2; beat++)
        {
            await UntilExtendedAsync(test);
        }

        go.Release(10);
        Assert.Equal(Counting.Expected(2, 4), Assert.IsType<RunEnd<Rational>.Succeeded>(await TestHost.WaitAsync(host, run)).Response.Numerator);
        Assert.All(counting.Starts, starts => Assert.Equal(1, starts.Value));
        using var sql = await test.OpenSessionAsync();
        Assert.Null(sql.Scalar("SELECT id FROM message WHERE losses + failures > 0"));
    }

    private static async Task UntilExtendedAsync(TestHost test)
    {
        using var sql = await test.OpenSessionAsync();
        var before = Expiry();
        while (Expiry() == before)
        {
            await Task.Delay(20, TestHost.Token);
        }

        long? Expiry() => (long?)sql.Scalar("SELECT max(expiry) FROM message WHERE queue = 'compute'");
    }

    private sealed class WrongClock : TimeProvider
    {
        private long _off;

        public TimeSpan Off
        {
            set => Volatile.Write(ref _off, value.Ticks);
        }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref _off));
    }
}
