using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Fleet;
using Rushes.Platform.Hosting;
using Rushes.Platform.Reading;
using Rushes.Platform.Tests.Workflows;

namespace Rushes.Platform.Tests.Fleet;

public sealed class SqliteFleetTests() : FleetTests(StoreKind.Sqlite);

public sealed class PostgresFleetTests() : FleetTests(StoreKind.Postgres);

/// <summary>A server that runs no functions itself, and workers that are connected to it.</summary>
public abstract class FleetTests(StoreKind store) : IAsyncDisposable
{
    private readonly TestHost _test = new(store) { Slots = 0, Fleet = true };
    private readonly TestNetwork _network = new();
    private readonly Counting _counting = new();
    private readonly List<FleetWorker> _workers = [];
    private PlatformHost? _host;

    [Fact]
    public async Task Worker_Connected_RunsEveryFunctionOfARun()
    {
        var host = await StartAsync();
        Work();

        Assert.Equal(Counting.Expected(2, 6), Number(await TestHost.RunAsync(host, 2, 6)));
        Assert.All(_counting.Starts, starts => Assert.Equal(1, starts.Value));
    }

    [Fact]
    public async Task Run_BeforeThereIsAnyWorker_WaitsAndSaysForWhatAndIsDoneByTheFirstThatComes()
    {
        var host = await StartAsync();
        var run = await TestHost.SubmitAsync(host, 2, 4);
        var why = await WaitsForAsync("numbers.square@1.0.0");

        Assert.Equal("There is no worker.", why);
        Work();
        Assert.Equal(Counting.Expected(2, 4), Number(await TestHost.WaitAsync(host, run)));
    }

    [Fact]
    public async Task Worker_CutOffAgainAndAgain_GoesOnWithWhatItHas()
    {
        var (begun, go) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        _counting.OnSquare = async (number, _, token) =>
        {
            begun.Release();
            await go.WaitAsync(token);
            return await Counting.Result(number.Numerator * number.Numerator);
        };
        var host = await StartAsync();
        Work();
        var run = await TestHost.SubmitAsync(host, 2, 8);
        for (var i = 0; i < 6; i++)
        {
            await begun.WaitAsync(TestHost.Token);
            _network.Cut();
            go.Release();
        }

        Assert.Equal(Counting.Expected(2, 8), Number(await TestHost.WaitAsync(host, run)));
        Assert.All(_counting.Starts, starts => Assert.Equal(1, starts.Value));
        Assert.InRange(_network.Calls, 2, 100);
    }

    [Fact]
    public async Task Worker_Dies_ItsWorkIsDoneByAnother()
    {
        var (begun, never) = (new SemaphoreSlim(0), new TaskCompletionSource());
        _counting.OnSquare = async (number, _, token) =>
        {
            begun.Release();
            await (_workers.Count == 1 ? never.Task : Task.CompletedTask).WaitAsync(token);
            return await Counting.Result(number.Numerator * number.Numerator);
        };
        var host = await StartAsync();
        Work();
        var run = await TestHost.SubmitAsync(host, 2, 3);
        await begun.WaitAsync(TestHost.Token);

        _network.Servers[0] = (_, _) => throw new IOException("There is no way there.");
        _network.Cut();
        await _test.LoseWorkersAsync();
        _network.Servers[0] = host.WorkAsync;
        Work();
        Assert.Equal(Counting.Expected(2, 3), Number(await TestHost.WaitAsync(host, run)));
    }

    [Fact]
    public async Task Worker_Drains_EndsWhatItHasAndTakesNothingNew()
    {
        var (begun, go) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        _counting.OnSquare = async (number, _, token) =>
        {
            begun.Release();
            await go.WaitAsync(token);
            return await Counting.Result(number.Numerator * number.Numerator);
        };
        var host = await StartAsync();
        var first = Work(cores: 1);
        var run = await TestHost.SubmitAsync(host, 2, 5);
        await begun.WaitAsync(TestHost.Token);
        var draining = first.DrainAsync(TestHost.Token);
        go.Release();
        await draining;
        Assert.Single(_counting.Starts);
        await first.DisposeAsync();

        go.Release(10);
        Work();
        Assert.Equal(Counting.Expected(2, 5), Number(await TestHost.WaitAsync(host, run)));
        Assert.All(_counting.Starts, starts => Assert.Equal(1, starts.Value));
    }

    [Fact]
    public async Task Worker_LeavesInTheMiddle_ItsWorkGoesBackAndIsNobodysFailure()
    {
        var begun = new SemaphoreSlim(0);
        _counting.OnSquare = async (number, _, token) =>
        {
            begun.Release();
            await (_workers.Count == 1 ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask);
            return await Counting.Result(number.Numerator * number.Numerator);
        };
        var host = await StartAsync();
        var first = Work();
        var run = await TestHost.SubmitAsync(host, 2, 3);
        await begun.WaitAsync(TestHost.Token);
        await first.DisposeAsync();
        Work();

        Assert.Equal(Counting.Expected(2, 3), Number(await TestHost.WaitAsync(host, run)));
        using var sql = await _test.OpenSessionAsync();
        Assert.Null(sql.Scalar("SELECT id FROM message WHERE losses + failures > 0"));
    }

    [Fact]
    public async Task Cancel_WhileAWorkerRunsIt_StopsItThere()
    {
        var (begun, stopped) = (new SemaphoreSlim(0), new TaskCompletionSource());
        _counting.OnSquare = async (number, _, token) =>
        {
            token.Register(() => stopped.TrySetResult());
            begun.Release();
            await Task.Delay(Timeout.Infinite, token);
            return await Counting.Result(number.Numerator);
        };
        var host = await StartAsync();
        Work();
        var run = await TestHost.SubmitAsync(host, 2, 3);
        await begun.WaitAsync(TestHost.Token);
        await host.CancelAsync(run, TestHost.Token);

        await stopped.Task.WaitAsync(TestHost.Token);
    }

    [Fact]
    public async Task Worker_WithAnotherBuildOfATool_IsNotGivenARunThatHasBegunWithoutIt()
    {
        var go = new SemaphoreSlim(0);
        _counting.OnSquare = async (number, _, token) =>
        {
            await go.WaitAsync(token);
            return await Counting.Result(number.Numerator * number.Numerator);
        };
        var host = await StartAsync();
        var first = Work(cores: 1, tool: "aaaaaaaaaaaaaaaa");
        var run = await TestHost.SubmitAsync(host, 2, 5);
        go.Release();
        await UntilAsync(() => _counting.Starts.Count == 2);
        await first.DisposeAsync();
        var other = Work(tool: "bbbbbbbbbbbbbbbb");
        await UntilAsync(() => HasWorkerAsync(other.Id));

        Assert.Equal("No worker offers numbers.square@1.0.0+ffmpeg.aaaaaaaaaaaa.", await WaitsForAsync("numbers.square"));
        go.Release(10);
        Work(tool: "aaaaaaaaaaaaaaaa");
        Assert.Equal(Counting.Expected(2, 5), Number(await TestHost.WaitAsync(host, run)));
    }

    [Fact]
    public async Task Hello_MakesNoSense_IsRefusedForEveryReason()
    {
        var host = await StartAsync();
        var hello = new WorkerMessage { Hello = new WorkerHello { Builds = { new FunctionBuild { Function = "a b", Version = "1" } } } };
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await host.WorkAsync(OneAsync(hello), TestHost.Token).GetAsyncEnumerator(TestHost.Token).MoveNextAsync());

        Assert.Equal(3, refused.Failures.Count);
        await Assert.ThrowsAsync<RpcException>(async () => await host.WorkAsync(OneAsync(new WorkerMessage()), TestHost.Token).GetAsyncEnumerator(TestHost.Token).MoveNextAsync());
    }

    [Fact]
    public async Task Worker_IsRefused_EndsAndSaysWhy()
    {
        await StartAsync();
        _network.Servers[0] = (_, _) => throw new RpcException(RpcCode.PermissionDenied, "Not you.");
        var worker = Work();

        Assert.Equal("Not you.", (await Assert.ThrowsAsync<RpcException>(() => worker.Broken.WaitAsync(TestHost.Token))).Message);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }

        await (_host?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static async IAsyncEnumerable<WorkerMessage> OneAsync(WorkerMessage message)
    {
        yield return message;
        await Task.CompletedTask;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(5, TestHost.Token);
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(5, TestHost.Token);
        }
    }

    private static long Number(RunEnd<Rational> end) => Assert.IsType<RunEnd<Rational>.Succeeded>(end).Response.Numerator;

    private async Task<PlatformHost> StartAsync()
    {
        _host = await _test.StartAsync(_counting.Services);
        _network.Servers.Add(_host.WorkAsync);
        return _host;
    }

    private FleetWorker Work(int cores = 4, string? tool = null)
    {
        ToolBuild[] tools = tool is null ? [] : [new ToolBuild { Name = "ffmpeg", Version = "7.0", Digest = tool }];
        var worker = FleetWorker.Start(
            new FleetWorkerOptions { ScratchFolder = $"{_test.Scratch}-{_workers.Count}", Cores = cores, Memory = 1L << 40 }, _counting.ServicesWith(tools), _ => _test.Store, _test.Tools,
            _network.CallAsync, TimeProvider.System, NullLoggerFactory.Instance);
        _workers.Add(worker);
        return worker;
    }

    private async Task<bool> HasWorkerAsync(string id)
    {
        using var sql = await _test.OpenSessionAsync();
        return sql.Scalar("SELECT id FROM worker WHERE id = @id", ("id", id)) is not null;
    }

    /// <summary>Why the first message waits that needs such a function.</summary>
    private async Task<string> WaitsForAsync(string function)
    {
        using var sql = await _test.OpenSessionAsync();
        while (true)
        {
            if (sql.Scalar("SELECT min(id) FROM message WHERE state = 'pending' AND requires LIKE @like", ("like", $"%{function}%")) is long message)
            {
                using var reader = Assert.IsType<DatabaseOpening.Opened>(JobsReader.Open(await _test.LocateAsync(), TimeProvider.System)).Reader;
                return reader.Why(message)!.Reason;
            }

            await Task.Delay(5, TestHost.Token);
        }
    }
}
