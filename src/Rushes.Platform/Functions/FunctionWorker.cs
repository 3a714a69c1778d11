using System.Globalization;
using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Platform.Queue;
using Rushes.Platform.Telemetry;
using Rushes.Platform.Workflows;
using Rushes.Storage;
using Rushes.Storage.Caching;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Functions;

/// <summary>
/// Runs functions: gives each attempt a folder of its own, its limits and its tools, and hands what it returns to
/// <paramref name="settle"/>. It opens no database and knows no workflow.
/// </summary>
internal sealed partial class FunctionWorker(
    WorkflowCatalog catalog, IObjectStore store, ObjectCache cache, SharedPieces? shared, IToolRunner tools, ProgressBoard board, string scratchFolder, TimeProvider time,
    ILoggerFactory logging, Func<Lease, RunFunction, FunctionOutcome, Task<bool>> settle)
{
    private readonly ILogger _logger = logging.CreateLogger<FunctionWorker>();
    private readonly ReadObjects _objects = new();
    private readonly PayloadStore _payloads = new(store);

    /// <summary>Whatever a dead process has left there goes.</summary>
    public static void EmptyScratch(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
    }

    /// <param name="held">The message that asks for the function. Its suspension stops the tools and the limits for a while.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    public async Task HandleAsync(HeldLease held, CancellationToken cancellationToken)
    {
        PlatformMeter.Taken(held.Lease);
        for (var work = held.Lease.Read(RunFunction.Parser); work is not null; work = work.Rest())
        {
            if (!await HandleAsync(held, work, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>False: the neighbours that travel with it are not ours to do.</summary>
    private async Task<bool> HandleAsync(HeldLease held, RunFunction message, CancellationToken cancellationToken)
    {
        var (lease, item) = (held.Lease, message.Item);
        using var attempt = new MeasuredAttempt(lease, message, catalog.Function(message.Function)?.Manifest.Version, held.Suspension, time);
        using var scope = WorkScope.Begin(_logger, message.Job, item, lease.Attempt);
        var progress = board.Begin(item.Run, item.Node, item.Number);
        try
        {
            var end = await WorkGuard.RunAsync(token => RunAsync(held, message, attempt, progress, token), _logger, cancellationToken);
            attempt.End((end as WorkEnd<Payload>.Failed)?.Failures[0]);
            Log.FunctionEnded(_logger, message.Function, item.Run, item.Node, item.Number, lease.Attempt, attempt.Seconds, attempt.ProcessorSeconds);
            if (end is WorkEnd<Payload>.Failed failed)
            {
                Log.FunctionFailed(_logger, message.Function, item.Run, item.Node, item.Number, lease.Attempt, failed.Failures[0].Code, failed.Failures[0].Message);
            }

            return await settle(lease, message, new FunctionOutcome(end, attempt.Processor)) && end is WorkEnd<Payload>.Succeeded;
        }
        finally
        {
            board.End(item.Run, item.Node, item.Number, progress);
        }
    }

    private async Task<WorkEnd<Payload>> RunAsync(
        HeldLease held, RunFunction message, MeasuredAttempt attempt, ProgressBoard.Entry progress, CancellationToken cancellationToken)
    {
        var lease = held.Lease;
        if (catalog.Function(message.Function) is not { } function)
        {
            return Fail("function.unknown", FailureCategory.Configuration, $"This worker does not have the function {message.Function}.");
        }

        var key = new AttemptKey(message.Item.Run, message.Item.Node, message.Item.Number, lease.Attempt);
        var folder = Path.Combine(scratchFolder, string.Create(CultureInfo.InvariantCulture, $"{lease.MessageId}-{lease.Token}"));
        Directory.CreateDirectory(folder);
        try
        {
            var limits = function.Manifest.Limits;
            var limited = new LimitedToolRunner(tools, limits, message, held.Suspension, attempt.Used);
            using var context = new AttemptContext(
                folder, key, limits.OutputBytes, store, cache, _objects, shared, limited, progress, () => held.Save(time.GetTimestamp()), _logger);
            return await RunWithinAsync(limits.Wall, held.Suspension, function, message, context, cancellationToken);
        }
        finally
        {
            Remove(folder);
        }
    }

    /// <summary>What cannot be removed now goes at the next start; it must not cost the result.</summary>
    private void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.FolderStays(_logger, folder, exception);
        }
    }

    private async Task<WorkEnd<Payload>> RunWithinAsync(
        TimeSpan wall, Suspension suspension, FunctionRegistration function, RunFunction message, AttemptContext context, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource();
        using var timer = new WorkTimer(wall, time, suspension, () => End(over));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            var argument = await _payloads.ReadAsync(message.Payload, either.Token);
            var outcome = await function.Handler(argument, context, either.Token);
            if (outcome.Failures is null)
            {
                return new WorkEnd<Payload>.Succeeded(await _payloads.KeepAsync(message.Item.Run, outcome.Result!, either.Token));
            }

            if (!over.IsCancellationRequested)
            {
                return new WorkEnd<Payload>.Failed(outcome.Failures);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Told below.
        }

        return Fail("function.wall", FailureCategory.Transient, $"{message.Function} ran longer than its limit of {wall}.");
    }

    private static void End(CancellationTokenSource over)
    {
        try
        {
            over.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The function has just ended.
        }
    }

    private static WorkEnd<Payload>.Failed Fail(string code, FailureCategory category, string message) =>
        new([new Failure { Code = code, Category = category, Message = message }]);

    private static partial class Log
    {
        [LoggerMessage(1202, LogLevel.Warning, "The folder {Folder} cannot be removed")]
        public static partial void FolderStays(ILogger logger, string folder, Exception exception);

        [LoggerMessage(1203, LogLevel.Debug, "{Function} for {Run} {Node}[{Item}], attempt {Attempt}: {Seconds} s, {ProcessorSeconds} s of processor time of its tools")]
        public static partial void FunctionEnded(ILogger logger, string function, string run, string node, int item, int attempt, double seconds, double? processorSeconds);

        [LoggerMessage(1201, LogLevel.Warning, "{Function} for {Run} {Node}[{Item}], attempt {Attempt}: {Code}: {Reason}")]
        public static partial void FunctionFailed(ILogger logger, string function, string run, string node, int item, int attempt, string code, string reason);
    }
}
