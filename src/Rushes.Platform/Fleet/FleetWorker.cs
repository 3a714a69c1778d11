using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Scheduling;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;
using Rushes.Storage;
using Rushes.Storage.Caching;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Fleet;

/// <summary>A process that runs functions for servers elsewhere. It opens no database.</summary>
public sealed class FleetWorker : IAsyncDisposable
{
    /// <summary>Often enough not to be counted out.</summary>
    private static readonly TimeSpan SayingSo = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Reporting = TimeSpan.FromMilliseconds(500);

    private readonly FleetWorkerOptions _options;
    private readonly WorkflowCatalog _catalog;
    private readonly Func<WorkerWelcome, IObjectStore> _openStore;
    private readonly IToolRunner _tools;
    private readonly ProgressBoard _board = new();
    private readonly ServerLink _link;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logging;
    private readonly long _started;
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LeasePump? _pump;
    private bool _disposed;
    private Task _running = Task.CompletedTask;

    private FleetWorker(
        FleetWorkerOptions options, IReadOnlyList<Service> services, Func<WorkerWelcome, IObjectStore> openStore, IToolRunner tools, WorkCall connect, TimeProvider time,
        ILoggerFactory logging)
    {
        (_options, _openStore, _tools, _time, _logging) = (options, openStore, tools, time, logging);
        _started = time.GetTimestamp();
        _catalog = new WorkflowCatalog(services);
        var hello = new WorkerHello
        {
            Id = LocalWorker.NewId(),
            Capacity = new WorkerCapacity { Cores = options.Cores, MemoryBytes = options.Memory, DiskBytes = options.Disk, NetworkBps = options.Network },
            Builds = { _catalog.Builds },
        };
        Id = hello.Id;
        _link = new ServerLink(connect, hello, time, logging.CreateLogger<ServerLink>());
    }

    /// <summary>As servers know it.</summary>
    public string Id { get; }

    /// <summary>Ends, with an exception, when the worker cannot go on.</summary>
    public Task Broken => _broken.Task;

    /// <summary>How long it has had no work, be it that there is none or that no server is reached; zero while it works.</summary>
    public TimeSpan Idle => _pump?.Idle ?? _time.GetElapsedTime(_started);

    /// <summary>Starts to connect, and goes on for as long as it takes.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="services">Whose functions it runs.</param>
    /// <param name="openStore">Opens the store that the servers name; they use it too.</param>
    /// <param name="tools">Runs child processes.</param>
    /// <param name="connect">Calls a server.</param>
    /// <param name="time">Monotonic time counts; the time of day does not matter.</param>
    /// <param name="logging">Logs.</param>
    public static FleetWorker Start(
        FleetWorkerOptions options, IReadOnlyList<Service> services, Func<WorkerWelcome, IObjectStore> openStore, IToolRunner tools, WorkCall connect, TimeProvider time,
        ILoggerFactory logging)
    {
        var worker = new FleetWorker(options, services, openStore, tools, connect, time, logging);
        worker._running = Task.Run(worker.RunAsync);
        return worker;
    }

    /// <summary>Ends when it has had no work for so long.</summary>
    public async Task IdleAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        while (length - Idle is { Ticks: > 0 } left)
        {
            await Task.Delay(left, _time, cancellationToken);
        }
    }

    /// <summary>Takes nothing new, lets what runs end, and leaves; what still runs when the token is cancelled goes back to the queue.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        _link.Drain();
        try
        {
            await (_pump?.DrainAsync(cancellationToken) ?? Task.CompletedTask);
        }
        catch (OperationCanceledException)
        {
            // Time is over.
        }
    }

    /// <summary>What runs is given up and goes back to the queue.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_pump is not null)
        {
            await _pump.StopAsync();
            using var patience = new CancellationTokenSource(SayingSo, _time);
            await _link.LeaveAsync(patience.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        await _ending.CancelAsync();
        await _running;
        _pump?.Dispose();
        _ending.Dispose();
        _broken.TrySetException(new ObjectDisposedException(nameof(FleetWorker)));
        _ = _broken.Task.Exception;
    }

    private Task RunAsync() => Task.WhenAll(
        GuardAsync(() => _link.RunAsync(_ending.Token)), GuardAsync(WorkAsync), GuardAsync(() => SayAsync(SayingSo, _link.Present)),
        GuardAsync(() => SayAsync(Reporting, Report)));

    /// <summary>The first that cannot go on ends the worker.</summary>
    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The worker ends.
        }
        catch (Exception exception)
        {
            Break(exception);
        }
    }

    /// <summary>How long a lease holds, and where the objects are, is the server's to say.</summary>
    private async Task WorkAsync()
    {
        FunctionWorker.EmptyScratch(_options.ScratchFolder);
        var welcome = await _link.Welcome.WaitAsync(_ending.Token);
        var store = _openStore(welcome);
        var cache = new ObjectCache(store, _options.CacheFolder ?? $"{_options.ScratchFolder}-cache", _options.CacheBytes, _time);
        var functions = new FunctionWorker(_catalog, store, cache, new SharedPieces(store, _time, _logging.CreateLogger<SharedPieces>()), _tools, _board, _options.ScratchFolder, _time, _logging, _link.SettleAsync);
        var lease = TimeSpan.FromMilliseconds(welcome.LeaseMs);
        _pump = new LeasePump(_link, LeasePump.MostAssigned, lease, _time, functions.HandleAsync, Break, _logging.CreateLogger<LeasePump>());
        _pump.Start();
    }

    private async Task SayAsync(TimeSpan every, Action say)
    {
        using var timer = new PeriodicTimer(every, _time);
        while (await timer.WaitForNextTickAsync(_ending.Token))
        {
            say();
        }
    }

    private void Report()
    {
        var progress = new WorkerProgress { Functions = { _board.Running() } };
        if (progress.Functions.Count > 0)
        {
            _link.Report(progress);
        }
    }

    private void Break(Exception exception)
    {
        _broken.TrySetException(exception);
        _ = _broken.Task.Exception;
    }
}
