using Microsoft.Extensions.Logging;
using Rushes.Platform.Database;
using Rushes.Platform.Fleet;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Retention;
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

    private readonly PlatformOptions _options;
    private readonly ObjectSweep _sweep;
    private readonly MessageQueue _queue;
    private readonly MessageEvents _events;
    private readonly string _id = LocalWorker.NewId();
    private readonly LeasePump _steps;
    private readonly LocalFunctions? _functions;
    private readonly Dispatcher _dispatcher;
    private readonly QueueGauges _gauges;
    private readonly CancellationTokenSource _stopping = new();
    private Task _dispatching = Task.CompletedTask;
    private Task _sweeping = Task.CompletedTask;
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _logger;
    private readonly OwnerRequests _requests;
    private readonly SignalRelay? _relay;

    public PlatformParts(
        PlatformOptions options, WorkflowCatalog catalog, StateDatabase database, IObjectStore store, IToolRunner tools,
        TimeProvider time, ILoggerFactory logging)
    {
        (_options, Catalog, Database, Time) = (options, catalog, database, time);
        _logger = logging.CreateLogger<PlatformHost>();
        var queueSignals = new QueueSignals(QueueNames.Compute);
        _queue = new MessageQueue(queueSignals, new RetryPolicy(options.MaxAttempts, options.Backoff, options.MaxLosses) { Patience = options.Patience });
        _relay = database.Engine.OpenNotifications() is { } notifications
            ? new SignalRelay(queueSignals, Signals, notifications, time, logging.CreateLogger<SignalRelay>())
            : null;
        var letters = new Letters(_queue);
        Transitions = new RunTransitions(_queue, catalog, letters, Signals);
        Retry = new RunRetry(_queue, catalog, letters, Signals);
        Changes = new JobChanges(_queue, Transitions, Retry);
        _requests = new OwnerRequests(RequestFolder.Of(options.Database), database, Changes, time, Break, logging.CreateLogger<OwnerRequests>());
        Payloads = new PayloadStore(store);
        Uploads = new Uploads(database, store);
        _sweep = new ObjectSweep(database, _queue, store, options.Retain, options.Pieces, options.PiecesKept, time, logging.CreateLogger<ObjectSweep>());
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
        var worker = options.Slots == 0 ? null : LocalWorker.Create(_id, options.Slots, options.Memory, catalog);
        _dispatcher = new Dispatcher(
            database, _queue, queueSignals, _events, worker, QueueNames.Compute, options.Lease, time, logging.CreateLogger<Dispatcher>());
        _steps = new LeasePump(
            new DatabaseLeaseSource(database, _queue, queueSignals, new Taker(QueueNames.Steps, _id, options.Lease) { Offers = catalog.StepsHere }, _events, time), StepsAtOnce, options.Lease, time,
            (held, cancellationToken) => executor.HandleAsync(held.Lease, cancellationToken), Break, logging.CreateLogger<LeasePump>());
        _functions = worker is null ? null : new LocalFunctions(
            options, worker, catalog, database, _queue, queueSignals, settlement, board, store, tools, time, Break, logging);
        Webhooks = new WebhookDelivery(
            options, database, queueSignals, _id, time, Break, logging.CreateLogger<WebhookDelivery>());
        Fleet = new WorkerSessions(catalog, database, _queue, queueSignals, _events, settlement, board, options.Lease, options.Welcome, time, logging);
        _gauges = new QueueGauges(database, time);
    }

    public WorkflowCatalog Catalog { get; }

    public StateDatabase Database { get; }

    public TimeProvider Time { get; }

    public PayloadStore Payloads { get; }

    public Uploads Uploads { get; }

    public RunSignals Signals { get; } = new();

    public RunTransitions Transitions { get; }

    public RunRetry Retry { get; }

    public JobChanges Changes { get; }

    public RunFacts Facts { get; }

    public SnapshotReader Snapshots { get; }

    public WebhookDelivery Webhooks { get; }

    /// <summary>The workers of other processes.</summary>
    public WorkerSessions Fleet { get; }

    /// <summary>No worker can come that has other builds than this process.</summary>
    public bool Alone => !_options.Fleet;

    /// <summary>Ends, with an exception, when the platform cannot go on.</summary>
    public Task Broken => _broken.Task;

    /// <param name="isOwner">No other process writes the database.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public async Task StartAsync(bool isOwner, CancellationToken cancellationToken)
    {
        await LiveVersions.CheckAsync(Database, Catalog, Alone, cancellationToken);
        if (isOwner)
        {
            await Database.WriteAsync(transaction =>
            {
                _events.Lost(transaction, _queue.LoseAll(transaction));
                FleetRows.RemoveAll(transaction);
            }, cancellationToken);
        }

        if (isOwner)
        {
            await _sweep.RunAsync(cancellationToken);
        }

        await _requests.StartAsync(cancellationToken);
        _relay?.Start();
        _steps.Start();
        _functions?.Start();
        Webhooks.Start();
        _dispatching = Task.WhenAll(GuardAsync(_dispatcher.RunAsync), GuardAsync(_gauges.RunAsync));
        _sweeping = Task.Run(() => _sweep.KeepOnAsync(isOwner, _stopping.Token), CancellationToken.None);
    }

    /// <param name="release">What was given up goes back to its place, and is nobody's failure.</param>
    public async Task StopAsync(bool release)
    {
        await _requests.StopAsync();
        await _stopping.CancelAsync();
        await Task.WhenAll(_dispatching, _sweeping);
        await Task.WhenAll(_steps.StopAsync(), _functions?.StopAsync() ?? Task.CompletedTask, Webhooks.StopAsync());
        if (release && !Broken.IsCompleted)
        {
            await Database.WriteAsync(Leave, CancellationToken.None);
        }

        await (_relay?.DisposeAsync() ?? ValueTask.CompletedTask);
        _broken.TrySetException(new ObjectDisposedException(nameof(PlatformHost)));

        // Nobody need have waited.
        _ = _broken.Task.Exception;
    }

    public void Dispose()
    {
        _steps.Dispose();
        _functions?.Dispose();
        Webhooks.Dispose();
        _gauges.Dispose();
        _stopping.Dispose();
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
        foreach (var name in (string[])[QueueNames.Steps, QueueNames.Compute, QueueNames.Webhooks])
        {
            _queue.Release(transaction, MessageRows.HeldBy(transaction.Sql, _id, name), _events);
        }

        FleetRows.Remove(transaction, _id);
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
