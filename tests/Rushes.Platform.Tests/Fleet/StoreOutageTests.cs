using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Fleet;
using Rushes.Platform.Functions;
using Rushes.Platform.Hosting;
using Rushes.Platform.Reading;
using Rushes.Platform.Services;
using Rushes.Platform.Tests.Faults;
using Rushes.Platform.Workflows;
using Rushes.Storage;
using Rushes.Storage.Local;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Fleet;

/// <summary>The store is full, or out of reach, while a server and a worker read and write all they have by it.</summary>
public sealed class StoreOutageTests : IAsyncDisposable
{
    private const int Items = 3;

    /// <summary>Too much for a row.</summary>
    private const int Large = 70_000;

    private static readonly FunctionReference<Finding, Finding> Echo = new("outage.echo", Finding.Parser, Finding.Parser);

    private readonly TestHost _test = new(StoreKind.Sqlite) { Slots = 0, Fleet = true, Patience = TimeSpan.FromMinutes(1) };
    private readonly TestNetwork _network = new();
    private readonly FaultyObjectStore _store;
    private volatile Exception? _trouble;

    public StoreOutageTests() => _test.Store = _store = new FaultyObjectStore(new LocalObjectStore(_test.Objects, []), TimeProvider.System);

    private static OneGraph Graph { get; } = new("outage", dag => dag.Inline(
        "add", dag.Map("map", dag.Request, Echo, range => Enumerable.Range((int)range.From, (int)range.To).Select(Item)), Rational.Parser,
        (all, _, _) => Task.FromResult<StepOutcome<Rational>>(OneGraph.Number(all.Sum(one => one.Code.Length)))));

    private static IReadOnlyList<Service> Services =>
    [
        Graph.Service(),
        new Service("echo", [], [FunctionRegistration.Create(Echo, TestManifest.Of("outage.echo"), (finding, _, _) => Task.FromResult<StepOutcome<Finding>>(finding))]),
    ];

    public static TheoryData<StoreCall, string> Troubles => new MatrixTheoryData<StoreCall, string>(
        [StoreCall.Put, StoreCall.OpenRead], ["store.full", "store.unreachable", "disk.full"]);

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Run_StoreIsInTroubleForLongerThanItsAttempts_IsDoneWhenItIsBackAndSaysMeanwhileWhatItWaitsFor(StoreCall broken, string code)
    {
        _store.Fails = (call, _) => call == broken ? _trouble : null;
        _trouble = TroubleOf(code);
        await using var host = await _test.StartAsync(Services);
        _network.Servers.Add(host.WorkAsync);
        await using var worker = Work();

        var run = await Graph.SubmitAsync(host, 0, Items);
        var (reason, job) = await WaitsAsync(run);
        Assert.Contains($"[{code}]", reason, StringComparison.Ordinal);
        Assert.Contains(job.Failures, failure => failure.Code == code);
        _trouble = null;

        Assert.Equal(Items * Large, Assert.IsType<RunEnd<Rational>.Succeeded>(await Graph.WaitAsync(host, run)).Response.Numerator);
    }

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    private static MapItem<Finding> Item(int number) => new(new Finding { Code = new string('x', Large), Remedy = $"{number}" }, $"{number}", 1);

    private static IOException TroubleOf(string code) => code switch
    {
        "store.full" => new StoreException(StoreTrouble.Full, "No room.", "Make some."),
        "store.unreachable" => new StoreException(StoreTrouble.Unreachable, "No answer.", "Wait."),
        _ => new IOException("No space left on device", 28),
    };

    private FleetWorker Work() => FleetWorker.Start(
        new FleetWorkerOptions { ScratchFolder = $"{_test.Scratch}-worker", Cores = 4, Memory = 1L << 40 }, Services, _ => _test.Store, _test.Tools,
        _network.CallAsync, TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary>Why a message of the run waits that has failed more often than it has attempts, and the run as a job.</summary>
    private async Task<(string Reason, Job Job)> WaitsAsync(string run)
    {
        while (true)
        {
            using (var reader = Assert.IsType<DatabaseOpening.Opened>(JobsReader.Open(await _test.LocateAsync(), TimeProvider.System)).Reader)
            {
                Assert.Equal(JobStatus.Running, reader.Job(run)!.Status);
                if (reader.WhyJob(run, 10).FirstOrDefault(one => one.Message is { Failures: > 4, Status: MessageStatus.Delayed }) is { } why)
                {
                    return (why.Reason, reader.Job(run)!);
                }
            }

            await Task.Delay(5, TestHost.Token);
        }
    }
}
