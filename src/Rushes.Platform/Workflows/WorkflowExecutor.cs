using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Storage;
using StepEnd = Rushes.Platform.Functions.WorkEnd<System.Action<Rushes.Platform.Database.Transaction>>;

namespace Rushes.Platform.Workflows;

/// <summary>
/// Works on the light messages: starts nodes, places calls, hears of their end. It reads committed rows, thinks without
/// a transaction, and writes what follows in one.
/// </summary>
internal sealed partial class WorkflowExecutor(
    StateDatabase database, WorkflowCatalog catalog, RunTransitions transitions, Settlement settlement,
    IObjectStore store, ILoggerFactory logging)
{
    private readonly ILogger _logger = logging.CreateLogger<WorkflowExecutor>();

    public async Task HandleAsync(Lease lease, CancellationToken cancellationToken)
    {
        var (item, work) = Work(lease);
        var end = await WorkGuard.RunAsync(work, _logger, cancellationToken);
        if (end is StepEnd.Failed failed)
        {
            Log.StepFailed(_logger, item.Run, item.Node, item.Number, lease.Attempt, failed.Failures[0].Code, failed.Failures[0].Message);
        }

        await settlement.SettleAsync(lease, item, end);
    }

    private (ItemKey Item, Func<CancellationToken, Task<StepEnd>> Work) Work(Lease lease)
    {
        if (lease.PayloadType == StartNode.Descriptor.FullName)
        {
            var start = lease.Read(StartNode.Parser);
            return (start.Item(), token => StartAsync(start, token));
        }

        if (lease.PayloadType == PlaceCall.Descriptor.FullName)
        {
            var call = lease.Read(PlaceCall.Parser);
            return (call.Item, _ => Task.FromResult(Place(call)));
        }

        if (lease.PayloadType == CallEnded.Descriptor.FullName)
        {
            var ended = lease.Read(CallEnded.Parser);
            return (ended.Item, _ => Task.FromResult(Hear(ended)));
        }

        throw new InvalidOperationException($"The executor has no use for a {lease.PayloadType}.");
    }

    private async Task<StepEnd> StartAsync(StartNode start, CancellationToken cancellationToken)
    {
        var run = Run(start.Run);
        if (catalog.Graph(run.Dag, run.DagVersion) is not { } dag)
        {
            return Refuse("workflow.unknown", $"This build does not have the workflow {run.Dag} in version {run.DagVersion}, with which the run was started.");
        }

        var node = dag.Nodes.Single(one => one.Name == start.Node);
        if (node is NodeDefinition.Inline inline)
        {
            return await RunInlineAsync(start, inline, cancellationToken);
        }

        var items = await PlanAsync(start.Run, node, cancellationToken);
        return new StepEnd.Succeeded(transaction => transitions.Expand(transaction, run, node.Name, items));
    }

    private async Task<StepEnd> RunInlineAsync(StartNode start, NodeDefinition.Inline node, CancellationToken cancellationToken)
    {
        var context = new StepContext(start.Run, store, logging.CreateLogger(node.Name));
        var outcome = await node.Step(new RunResults(database, start.Run), context, cancellationToken);
        if (outcome.Failures is { } failures)
        {
            return new StepEnd.Failed(failures);
        }

        var result = PayloadLimit.Serialize(outcome.Result!, $"The result of {node.Name}");
        return new StepEnd.Succeeded(transaction => transitions.CompleteInline(transaction, start.Item(), result));
    }

    private async Task<List<PlannedItem>> PlanAsync(string run, NodeDefinition node, CancellationToken cancellationToken)
    {
        var results = new RunResults(database, run);
        return node switch
        {
            NodeDefinition.Function function => await FunctionsAsync(function.FunctionName, [function.Argument(results)]),
            NodeDefinition.Map map => await FunctionsAsync(map.FunctionName, map.Items(results)),
            NodeDefinition.Call call => [Call(Key(0), call.Method, call.Request(results))],
            NodeDefinition.MapCall map => [.. map.Items(results).Select((item, number) => Call(Key(number), map.Method, item))],
            _ => throw new InvalidOperationException($"There is no such kind of node: {node.GetType().Name}."),
        };

        ItemKey Key(int number) => new() { Run = run, Node = node.Name, Number = number };

        async Task<List<PlannedItem>> FunctionsAsync(string function, IReadOnlyList<ItemDefinition> items)
        {
            var planned = new List<PlannedItem>(items.Count);
            foreach (var item in items)
            {
                planned.Add(await FunctionAsync(Key(planned.Count), function, item, cancellationToken));
            }

            return planned;
        }
    }

    private async Task<PlannedItem> FunctionAsync(ItemKey key, string function, ItemDefinition item, CancellationToken cancellationToken)
    {
        var message = new RunFunction { Item = key, Function = function, ArgumentType = item.Argument.Descriptor.FullName };
        return new PlannedItem(
            key, item.Label, item.Weight, QueueNames.Compute,
            await new LargeArguments(store).AttachAsync(message, item.Argument, cancellationToken), LargestShape(function));
    }

    /// <summary>Until a scheduler matches work to workers, room for the largest route is what every piece asks for.</summary>
    private Shape LargestShape(string function) =>
        catalog.Function(function)!.Manifest.Shapes.Values.MaxBy(shape => (shape.Cores, shape.MemoryBytes)) ?? new Shape(1, 0, 0, 0);

    private static PlannedItem Call(ItemKey key, string method, ItemDefinition item) => new(
        key, item.Label, item.Weight, QueueNames.Steps,
        new PlaceCall
        {
            Item = key,
            Method = method,
            RequestType = item.Argument.Descriptor.FullName,
            Request = UnsafeByteOperations.UnsafeWrap(PayloadLimit.Serialize(item.Argument, $"The request of {key.Node}")),
        },
        new Shape(0, 0, 0, 0));

    private StepEnd Place(PlaceCall call)
    {
        if (catalog.Method(call.Method) is not { } method)
        {
            return Refuse("call.unknown", $"No service has the method {call.Method}.");
        }

        var accepted = method.Accept(call.Request.Memory);
        if (accepted.Model is not { } model)
        {
            return new StepEnd.Failed(accepted.Failures);
        }

        var bytes = PayloadLimit.Serialize(model, $"The request of {call.Method}");
        var child = new RunRow(
            RunId.OfCall(call.Item), method.FullName, method.Dag.Name, method.Dag.Version, call.Item, Run(call.Item.Run).Priority,
            RunState.Running, null, null);
        return new StepEnd.Succeeded(transaction => transitions.Start(transaction, child, method.Dag, null, bytes));
    }

    private StepEnd Hear(CallEnded ended)
    {
        var child = Run(ended.Run);
        if (child.State == RunState.Done)
        {
            return new StepEnd.Succeeded(transaction => transitions.CompleteItem(transaction, ended.Item, child.Response!));
        }

        IReadOnlyList<Failure> failures = child.State == RunState.Failed
            ? FailureList.Parser.ParseFrom(child.Failures).Failures
            : [new Failure { Code = "call.cancelled", Category = FailureCategory.Configuration, Message = $"The call of {child.Method} was cancelled." }];

        // The callee has tried as often as it is worth: its failure is final here.
        return new StepEnd.Succeeded(transaction => transitions.FailItem(transaction, ended.Item, failures));
    }

    private RunRow Run(string id) => database.Read(sql => RunRows.Find(sql, id))
        ?? throw new InvalidOperationException($"There is no run '{id}'.");

    private static StepEnd.Failed Refuse(string code, string message) =>
        new([new Failure { Code = code, Category = FailureCategory.Configuration, Message = message }]);

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Warning, "{Run} {Node}[{Item}], attempt {Attempt}: {Code}: {Reason}")]
        public static partial void StepFailed(ILogger logger, string run, string node, int item, int attempt, string code, string reason);
    }
}
