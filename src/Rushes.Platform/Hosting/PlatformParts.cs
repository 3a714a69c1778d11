using Microsoft.Extensions.Logging;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Workflows;
using Rushes.Platform.Workflows.Rules;
using Rushes.Storage;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Hosting;

/// <summary>The parts of the platform in one process, wired.</summary>
internal sealed partial class PlatformParts
{
    /// <summary>Steps are light; a few at once hide the wait for each other's transactions.</summary>
    private const int StepsAtOnce = 4;

    private readonly PlatformOptions _options;
    private readonly IObjectStore _store;
    private readonly MessageQueue _queue;
    private readonly MessageEvents _events;
    private readonly (DatabaseLeaseSource Source, LeasePump Pump) _steps;
    private readonly (DatabaseLeaseSource Source, LeasePump Pump) _compute;
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _logger;

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
        Payloads = new PayloadStore(store);
        var board = new ProgressBoard();
        Snapshots = new SnapshotReader(database, Signals, board);
        var settlement = new Settlement(database, _queue, Transitions);
        _events = new WorkMessages(Transitions).Events;
        var planner = new NodePlanner(database, catalog, _queue, Transitions, Payloads);
        var letterBox = new LetterBox(database, catalog, Transitions, Retry, letters, Payloads);
        Facts = new RunFacts(database, catalog, _queue, Payloads, Signals);
        var evaluator = new RuleEvaluator(database, catalog, Payloads, new RuleTransitions(_queue, Transitions, letters, Signals));
        var executor = new WorkflowExecutor(database, catalog, Transitions, settlement, planner, letterBox, evaluator, store, logging);
        var worker = new FunctionWorker(catalog, store, tools, board, options.ScratchFolder, time, logging, settlement.SettleAsync);
        _steps = Pump(QueueNames.Steps, StepsAtOnce, (lease, _, cancellationToken) => executor.HandleAsync(lease, cancellationToken));
        _compute = Pump(QueueNames.Compute, options.Slots, worker.HandleAsync);

        (DatabaseLeaseSource, LeasePump) Pump(string queue, int slots, Func<Lease, Suspension, CancellationToken, Task> handle)
        {
            var taker = new Taker(queue, $"{Environment.MachineName}:{Environment.ProcessId}", options.Lease) { Offers = catalog.Offers };
            var source = new DatabaseLeaseSource(database, _queue, queueSignals, taker, _events, time);
            return (source, new LeasePump(source, slots, options.Lease, time, handle, Break, logging.CreateLogger<LeasePump>()));
        }
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
            await Database.WriteAsync(transaction => _events.Lost(transaction, _queue.LoseAll(transaction)), cancellationToken);
        }

        await ObjectSweep.RunAsync(Database, _store, cancellationToken);
        _steps.Pump.Start();
        _compute.Pump.Start();
    }

    public async Task StopAsync(bool release)
    {
        await Task.WhenAll(StopAsync(_steps.Source, _steps.Pump, release), StopAsync(_compute.Source, _compute.Pump, release));

        _broken.TrySetException(new ObjectDisposedException(nameof(PlatformHost)));

        // Nobody need have waited.
        _ = _broken.Task.Exception;
    }

    private async Task StopAsync(DatabaseLeaseSource source, LeasePump pump, bool release)
    {
        var givenUp = await pump.StopAsync();
        pump.Dispose();
        if (release && givenUp.Count > 0 && !Broken.IsCompleted)
        {
            await source.ReleaseAsync(givenUp, CancellationToken.None);
        }
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
