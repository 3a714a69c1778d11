using Microsoft.Extensions.Logging;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Scheduling;
using Rushes.Platform.Telemetry;
using Rushes.Platform.Workflows;
using Rushes.Platform.Workflows.Rules;
using Rushes.Storage;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Hosting;

/// <summary>The parts of the platform in one process, wired.</summary>
internal sealed partial class PlatformParts : IDisposable
{
    /// <summary>Steps are light; a few at once hide the wait for each other's transactions.</summary>
    private const int StepsAtOnce = 4;

    private const int ForgottenAtOnce = 1000;

    /// <summary>How long messages that were done or cancelled, and their dedupe keys, are kept.</summary>
    private static readonly TimeSpan MessagesKept = TimeSpan.FromDays(7);

    /// <summary>The dispatcher gives a worker no more than it has room for; frozen work stays in hand besides.</summary>
    private const int MostAssigned = 4096;

    private readonly PlatformOptions _options;
    private readonly IObjectStore _store;
    private readonly MessageQueue _queue;
    private readonly MessageEvents _events;
    private readonly LocalWorker _worker;
    private readonly LeasePump _steps;
    private readonly LeasePump _compute;
    private readonly Dispatcher _dispatcher;
    private readonly QueueGauges _gauges;
    private readonly CancellationTokenSource _stopping = new();
    private Task _dispatching = Task.CompletedTask;
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _logger;
    private readonly OwnerRequests _requests;

    public PlatformParts(
        PlatformOptions options, WorkflowCatalog catalog, StateDatabase database, IObjectStore store, IToolRunner tools,
        TimeProvider time, ILoggerFactory logging)
    {
        (_options, Catalog, Database, _store, Time) = (options, catalog, database, store, time);
        _logger = logging.CreateLogger<PlatformHost>();
        var queueSignals = new QueueSignals(QueueNames.Compute);
        _queue = new MessageQueue(queueSignals, new RetryPolicy(options.MaxAttempts, options.Backoff, options.MaxLosses));
        var letters = new Letters(_queue);
        Transitions = new RunTransitions(_queue, catalog, letters, Signals);
        Retry = new RunRetry(_queue, catalog, letters, Signals);
        var changes = new JobChanges(_queue, Transitions, Retry);
        _requests = new OwnerRequests(RequestFolder.Of(options.Database), database, changes, time, Break, logging.CreateLogger<OwnerRequests>());
        Payloads = new PayloadStore(store);
        var board = new ProgressBoard();
        Snapshots = new SnapshotReader(database, Signals, board);
        var messages = new WorkMessages(Transitions, options.MaxLosses);
        var settlement = new Settlement(database, _queue, Transitions, messages);
        _events = messages.Events;
        var planner = new NodePlanner(database, catalog, _queue, Transitions, Payloads);
        var letterBox = new LetterBox(database, catalog, Transitions, Retry, letters, Payloads);
        Facts = new RunFacts(database, catalog, _queue, Payloads, Signals);
        var evaluator = new RuleEvaluator(database, catalog, Payloads, new RuleTransitions(_queue, Transitions, letters, Signals));
        var executor = new WorkflowExecutor(database, catalog, Transitions, settlement, planner, letterBox, evaluator, store, logging);
        var worker = new FunctionWorker(catalog, store, tools, board, options.ScratchFolder, time, logging, settlement.SettleAsync);
        _worker = LocalWorker.Create(options.Slots, options.Memory, catalog.Offers, catalog.Shapes);
        _dispatcher = new Dispatcher(
            database, _queue, queueSignals, _events, _worker, QueueNames.Compute, options.Lease, time, logging.CreateLogger<Dispatcher>());
        _gauges = new QueueGauges(database, time);
        var taker = new Taker(QueueNames.Steps, _worker.Id, options.Lease);
        _steps = Pump(
            new DatabaseLeaseSource(database, _queue, queueSignals, taker, _events, time), StepsAtOnce,
            (held, cancellationToken) => executor.HandleAsync(held.Lease, cancellationToken));
        _compute = Pump(
            new AssignedLeases(database, _queue, queueSignals, _worker.Id, QueueNames.Compute, options.Lease, time), MostAssigned, worker.HandleAsync);

        LeasePump Pump(ILeaseSource source, int slots, Func<HeldLease, CancellationToken, Task> handle) =>
            new(source, slots, options.Lease, time, handle, Break, logging.CreateLogger<LeasePump>());
    }

    public WorkflowCatalog Catalog { get; }

    public StateDatabase Database { get; }

    public TimeProvider Time { get; }

    public PayloadStore Payloads { get; }

    public RunSignals Signals { get; } = new();

    public RunTransitions Transitions { get; }

    public RunRetry Retry { get; }

    public RunFacts Facts { get; }

    public SnapshotReader Snapshots { get; }

    /// <summary>Ends, with an exception, when the platform cannot go on.</summary>
    public Task Broken => _broken.Task;

    /// <param name="isOwner">No other process writes the database.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public async Task StartAsync(bool isOwner, CancellationToken cancellationToken)
    {
        await LiveVersions.CheckAsync(Database, Catalog, cancellationToken);
        FunctionWorker.EmptyScratch(_options.ScratchFolder);
        if (isOwner)
        {
            await Database.WriteAsync(transaction =>
            {
                _events.Lost(transaction, _queue.LoseAll(transaction));
                FleetRows.RemoveAll(transaction);
            }, cancellationToken);
        }

        await ForgetAsync(cancellationToken);
        await ObjectSweep.RunAsync(Database, _store, cancellationToken);
        await _requests.StartAsync(cancellationToken);
        _steps.Start();
        _compute.Start();
        _dispatching = Task.WhenAll(GuardAsync(_dispatcher.RunAsync), GuardAsync(_gauges.RunAsync));
    }

    /// <param name="release">What was given up goes back to its place, and is nobody's failure.</param>
    public async Task StopAsync(bool release)
    {
        await _requests.StopAsync();
        await _stopping.CancelAsync();
        await _dispatching;
        await Task.WhenAll(_steps.StopAsync(), _compute.StopAsync());
        if (release && !Broken.IsCompleted)
        {
            await Database.WriteAsync(Leave, CancellationToken.None);
        }

        _broken.TrySetException(new ObjectDisposedException(nameof(PlatformHost)));

        // Nobody need have waited.
        _ = _broken.Task.Exception;
    }

    public void Dispose()
    {
        _steps.Dispose();
        _compute.Dispose();
        _gauges.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Page by page: transactions stay short.</summary>
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var before = Time.GetUtcNow() - MessagesKept;
        while (await Database.WriteAsync(transaction => _queue.Forget(transaction, before, ForgottenAtOnce), cancellationToken) == ForgottenAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task GuardAsync(Func<CancellationToken, Task> run)
    {
        try
        {
            await Task.Run(() => run(_stopping.Token), CancellationToken.None);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The platform stops.
        }
        catch (Exception exception)
        {
            Break(exception);
        }
    }

    private void Leave(Transaction transaction)
    {
        foreach (var name in (string[])[QueueNames.Steps, QueueNames.Compute])
        {
            _queue.Release(transaction, MessageRows.HeldBy(transaction.Sql, _worker.Id, name), _events);
        }

        FleetRows.Remove(transaction, _worker.Id);
    }

    private void Break(Exception exception)
    {
        Log.Broken(_logger, exception);
        _broken.TrySetException(new InvalidOperationException($"The platform cannot go on: {exception.Message}", exception));
        _ = _broken.Task.Exception;
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Critical, "The platform cannot go on")]
        public static partial void Broken(ILogger logger, Exception exception);
    }
}
