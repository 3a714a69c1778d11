using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Fleet;
using Rushes.Platform.Hosting;
using Rushes.Platform.Reading;
using Rushes.Platform.Tests.Workflows;

namespace Rushes.Platform.Tests.Fleet;

/// <summary>Two servers over one PostgreSQL; the worker is connected to one of them, the requests go to the other.</summary>
public sealed class SeveralServersTests : IAsyncDisposable
{
    private readonly TestHost _test = new(StoreKind.Postgres) { Slots = 0, Fleet = true };
    private readonly TestNetwork _network = new();
    private readonly Counting _counting = new();

    /// <summary>If it was not told, each step would wait for the safety net; the run has a dozen of them.</summary>
    [Fact]
    public async Task Worker_OfAnotherServer_HearsOfItsWorkAtOnce()
    {
        await using var first = await _test.StartAsync(_counting.Services);
        await using var second = await _test.StartAsync(_counting.Services);
        await using var worker = Work(second);
        var end = Assert.IsType<RunEnd<Rational>.Succeeded>(await TestHost.RunAsync(first, 2, 6));

        Assert.Equal(Counting.Expected(2, 6), end.Response.Numerator);
        Assert.All(_counting.Starts, starts => Assert.Equal(1, starts.Value));
    }

    [Fact]
    public async Task Cancel_AtOneServer_StopsTheWorkerOfTheOther()
    {
        var (begun, stopped) = (new SemaphoreSlim(0), new TaskCompletionSource());
        _counting.OnSquare = async (number, _, token) =>
        {
            token.Register(() => stopped.TrySetResult());
            begun.Release();
            await Task.Delay(Timeout.Infinite, token);
            return await Counting.Result(number.Numerator);
        };
        await using var first = await _test.StartAsync(_counting.Services);
        await using var second = await _test.StartAsync(_counting.Services);
        await using var worker = Work(second);
        var run = await TestHost.SubmitAsync(first, 2, 3);
        await begun.WaitAsync(TestHost.Token);
        await first.CancelAsync(run, TestHost.Token);

        await stopped.Task.WaitAsync(TestHost.Token);
    }

    [Fact]
    public async Task Server_Dies_TheOtherGoesOnWithItsRunsAndItsWorkers()
    {
        var (begun, go) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        _counting.OnSquare = async (number, _, token) =>
        {
            begun.Release();
            await go.WaitAsync(token);
            return await Counting.Result(number.Numerator * number.Numerator);
        };
        var first = await _test.StartAsync(_counting.Services);
        await using var second = await _test.StartAsync(_counting.Services);
        _network.Servers.Add(first.WorkAsync);
        await using var worker = Work(second);
        var run = await TestHost.SubmitAsync(first, 2, 4);
        await begun.WaitAsync(TestHost.Token);
        _network.Servers.RemoveAt(0);
        _network.Cut();
        await first.AbortAsync();
        go.Release(10);

        Assert.Equal(Counting.Expected(2, 4), Assert.IsType<RunEnd<Rational>.Succeeded>(await TestHost.WaitAsync(second, run)).Response.Numerator);
        Assert.All(_counting.Starts, starts => Assert.Equal(1, starts.Value));
    }

    /// <summary>What the other server is for waits for it: the calls, and the functions of the service that is called.</summary>
    [Fact]
    public async Task Services_AreDividedAmongServers_EachStepAndFunctionIsDoneWhereItsServiceIs()
    {
        var counting = new Counting();
        await using var first = await _test.StartAsync(_counting.Services, null, "numbers");
        await using var worker = Work(first);
        var run = await TestHost.SubmitAsync(first, 2, 6);
        var why = await WhyItWaitsForAsync(Counting.Double.FullName);
        await using var second = await _test.StartAsync(counting.Services, null, "doubling");
        await using var other = Work(second, new TestNetwork(), counting);
        var end = Assert.IsType<RunEnd<Rational>.Succeeded>(await TestHost.WaitAsync(first, run));

        Assert.Equal($"It is next in its queue; nobody works on this queue now; it needs a process that has {Counting.Double.FullName}.", why);
        Assert.Equal(Counting.Expected(2, 6), end.Response.Numerator);
        Assert.All(_counting.Starts.Keys, start => Assert.StartsWith("numbers.", start, StringComparison.Ordinal));
        Assert.All(counting.Starts.Keys, start => Assert.StartsWith("doubling.", start, StringComparison.Ordinal));
        Assert.Equal(3, counting.Starts.Count);
    }

    [Fact]
    public async Task Server_ForAServiceThatThereIsNot_DoesNotStart()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _test.StartAsync(_counting.Services, null, "numbers", "nombers"));

        Assert.StartsWith("There is no service nombers.", refused.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    private FleetWorker Work(PlatformHost server) => Work(server, _network, _counting);

    private FleetWorker Work(PlatformHost server, TestNetwork network, Counting counting)
    {
        network.Servers.Add(server.WorkAsync);
        return FleetWorker.Start(
            new FleetWorkerOptions { ScratchFolder = Path.Combine(_test.Scratch, $"{counting.GetHashCode()}"), Cores = 4, Memory = 1L << 40 },
            counting.Services, _ => _test.Store, _test.Tools, network.CallAsync, TimeProvider.System, NullLoggerFactory.Instance);
    }

    /// <summary>The reason of the first message that waits for it, once nothing else is under way.</summary>
    private async Task<string> WhyItWaitsForAsync(string what)
    {
        while (true)
        {
            TestHost.Token.ThrowIfCancellationRequested();
            using (var sql = await _test.OpenSessionAsync())
            {
                var open = sql.Query("SELECT id, requires FROM message WHERE state IN ('pending', 'leased')", row => (Id: row.GetInt64(0), Requires: row.IsDBNull(1) ? null : row.GetString(1)));
                if (open.Count > 0 && open.All(one => one.Requires == what))
                {
                    using var reader = Assert.IsType<DatabaseOpening.Opened>(JobsReader.Open(await _test.LocateAsync(), TimeProvider.System)).Reader;
                    return reader.Why(open[0].Id)!.Reason;
                }
            }

            await Task.Yield();
        }
    }
}
