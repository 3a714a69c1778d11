using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Fleet;
using Rushes.Platform.Hosting;
using Rushes.Platform.Tests.Workflows;

namespace Rushes.Platform.Tests.Fleet;

public sealed class SqliteCutTests() : CutTests(StoreKind.Sqlite);

public sealed class PostgresCutTests() : CutTests(StoreKind.Postgres);

/// <summary>The connection between server and worker breaks after each of the messages that it carries, in turn.</summary>
public abstract class CutTests(StoreKind store)
{
    [Fact]
    public async Task Connection_IsCutAfterEachMessage_NothingIsLostAndNothingDoneTwice()
    {
        var cuts = await Crash.AfterEachAsync(RunAsync);

        Assert.InRange(cuts, 15, 999);
    }

    /// <summary>False: so many messages were not carried.</summary>
    private async Task<bool> RunAsync(int cutAfter)
    {
        var counting = new Counting();
        var network = new TestNetwork { CutAfter = cutAfter };
        await using var test = new TestHost(store) { Slots = 0, Fleet = true };
        await using var host = await test.StartAsync(counting.Services);
        network.Servers.Add(host.WorkAsync);
        await using var worker = FleetWorker.Start(
            new FleetWorkerOptions { ScratchFolder = test.Scratch, Cores = 4, Memory = 1L << 40 }, counting.Services, _ => test.Store, test.Tools, network.CallAsync,
            TimeProvider.System, NullLoggerFactory.Instance);
        var end = Assert.IsType<RunEnd<Rational>.Succeeded>(await TestHost.RunAsync(host, 2, 5));

        Assert.Equal(Counting.Expected(2, 5), end.Response.Numerator);
        Assert.All(counting.Starts, starts => Assert.Equal(1, starts.Value));
        return network.Carried >= cutAfter;
    }
}
