using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Telemetry;
using Rushes.Platform.Workflows.Rules;
using Rushes.Storage;
using StepEnd = Rushes.Platform.Functions.WorkEnd<System.Action<Rushes.Platform.Database.Transaction>>;

namespace Rushes.Platform.Workflows;

/// <summary>
/// Works on the light messages: starts nodes, evaluates rules, carries letters, watches time limits. It reads committed rows, thinks without a
/// transaction, and writes what follows in one.
/// </summary>
internal sealed partial class WorkflowExecutor(
    StateDatabase database, WorkflowCatalog catalog, RunTransitions transitions, Settlement settlement, NodePlanner planner,
    LetterBox letters, RuleEvaluator evaluator, IObjectStore store, ILoggerFactory logging)
{
    private readonly ILogger _logger = logging.CreateLogger<WorkflowExecutor>();
    private readonly PayloadStore _payloads = new(store);

    public async Task HandleAsync(Lease lease, CancellationToken cancellationToken)
    {
        using var activity = Tracing.Start($"step {lease.PayloadType[(lease.PayloadType.LastIndexOf('.') + 1)..]}", ActivityKind.Consumer, lease.Trace);
        var item = await database.ReadAsync(sql => WorkMessages.Item(sql, lease), cancellationToken);
        TraceTags.Set(activity, lease, item);
        PlatformMeter.Taken(lease);
        using var scope = await BeginScopeAsync(item, lease, cancellationToken);
        var end = await WorkGuard.RunAsync(token => WorkAsync(lease, token), _logger, cancellationToken);
        if (end is StepEnd.Failed failed)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failed.Failures[0].Code);
            Log.StepFailed(_logger, lease.PayloadType, item?.Run, item?.Node, item?.Number, lease.Attempt, failed.Failures[0].Code, failed.Failures[0].Message);
        }

        await settlement.SettleAsync(lease, end);
    }

    /// <summary>The job is asked for only where somebody reads the log.</summary>
    private async Task<IDisposable?> BeginScopeAsync(ItemKey? item, Lease lease, CancellationToken cancellationToken) => item is not null && _logger.IsEnabled(LogLevel.Error)
        ? WorkScope.Begin(_logger, await database.ReadAsync(sql => RunTree.Root(sql, item.Run)?.Id ?? "", cancellationToken), item, lease.Attempt)
        : null;

    private Task<StepEnd> WorkAsync(Lease lease, CancellationToken cancellationToken) => lease.PayloadType switch
    {
        var type when type == StartNode.Descriptor.FullName => StartAsync(lease, lease.Read(StartNode.Parser), cancellationToken),
        var type when type == PlaceCall.Descriptor.FullName => letters.PlaceAsync(lease.Read(PlaceCall.Parser), lease.Priority, cancellationToken),
        var type when type == CancelCall.Descriptor.FullName => Task.FromResult(letters.Cancel(lease.Read(CancelCall.Parser))),
        var type when type == CallEnded.Descriptor.FullName => letters.HearAsync(lease.Read(CallEnded.Parser), cancellationToken),
        var type when type == EvaluateRules.Descriptor.FullName => evaluator.EvaluateAsync(lease.Read(EvaluateRules.Parser), cancellationToken),
        var type when type == RunOverdue.Descriptor.FullName => Task.FromResult(Overdue(lease.Read(RunOverdue.Parser))),
        var type when type == NodeOverdue.Descriptor.FullName => Task.FromResult(Overdue(lease.Read(NodeOverdue.Parser))),
        var type => throw new InvalidOperationException($"The executor has no use for a {type}."),
    };

    private async Task<StepEnd> StartAsync(Lease lease, StartNode start, CancellationToken cancellationToken)
    {
        var run = await database.ReadAsync(sql => RunRows.Find(sql, start.Run), cancellationToken)
            ?? throw new InvalidOperationException($"There is no run '{start.Run}'.");
        if (catalog.Workflow(run.Workflow, run.Version) is not Dag dag)
        {
            return new StepEnd.Failed([WorkflowCatalog.Unknown(run)]);
        }

        var node = dag.Nodes.Single(one => one.Name == start.Node);
        var results = await RunResults.ReadAsync(database, _payloads, start.Run, node, cancellationToken);
        return node is NodeDefinition.Inline inline
            ? await RunInlineAsync(start, run, inline, results, cancellationToken)
            : await planner.PlanAsync(lease, run, node, results, cancellationToken);
    }

    private async Task<StepEnd> RunInlineAsync(StartNode start, RunRow run, NodeDefinition.Inline node, RunResults results, CancellationToken cancellationToken)
    {
        var tools = await database.ReadAsync(sql => BuildRows.Tools(sql, start.Run), cancellationToken);
        var context = new StepContext(start.Run, run.CallSequence is not null, store, tools, logging.CreateLogger(node.Name));
        var outcome = await node.Step(results, context, cancellationToken);
        if (outcome.Failures is { } failures)
        {
            return new StepEnd.Failed(failures);
        }

        var result = await _payloads.KeepAsync(start.Run, outcome.Result!, cancellationToken);
        var item = new ItemKey { Run = start.Run, Node = start.Node };
        return new StepEnd.Succeeded(transaction => transitions.CompleteInline(transaction, item, result));
    }

    private StepEnd Overdue(RunOverdue overdue) => new StepEnd.Succeeded(transaction => transitions.FailRun(
        transaction, overdue.Run, null, TimeIsOver("workflow.overdue", "The run has taken longer than its workflow allows.")));

    private StepEnd Overdue(NodeOverdue overdue) => new StepEnd.Succeeded(transaction =>
    {
        if (NodeRows.State(transaction.Sql, overdue.Run, overdue.Node) != "done")
        {
            transitions.FailRun(
                transaction, overdue.Run, overdue.Node,
                TimeIsOver("workflow.overdue", $"The node '{overdue.Node}' has taken longer than its workflow allows."));
        }
    });

    private static FailureList TimeIsOver(string code, string message) => new()
    {
        Failures = { new Failure { Code = code, Category = FailureCategory.Transient, Message = message, Remedy = "Try the run again: what is done is kept." } },
    };

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Warning, "{Message} of {Run} {Node}[{Item}], attempt {Attempt}: {Code}: {Reason}")]
        public static partial void StepFailed(ILogger logger, string message, string? run, string? node, int? item, int attempt, string code, string reason);
    }
}
