using Google.Protobuf;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using StepEnd = Rushes.Platform.Functions.WorkEnd<System.Action<Rushes.Platform.Database.Transaction>>;

namespace Rushes.Platform.Workflows;

/// <summary>
/// Turns a node into the items that get it done. A list may be long: it is enumerated once and written page by page, each page
/// a short transaction of its own under the lease of the message that starts the node, so a crash goes on at the next page.
/// </summary>
internal sealed class NodePlanner(StateDatabase database, WorkflowCatalog catalog, MessageQueue queue, RunTransitions transitions, PayloadStore payloads)
{
    private const int Page = 500;

    public async Task<StepEnd> PlanAsync(Lease lease, RunRow run, NodeDefinition node, IResults results, CancellationToken cancellationToken)
    {
        var (planned, job) = await database.ReadAsync(
            sql => (NodeRows.Planned(sql, run.Id, node.Name), RunTree.Root(sql, run.Id)?.Id ?? run.Id), cancellationToken);
        using var items = Items(node, results).Skip(planned).GetEnumerator();
        var more = items.MoveNext();
        while (true)
        {
            List<PlannedItem> page = [];
            for (; more && page.Count < Page; more = items.MoveNext())
            {
                var key = new ItemKey { Run = run.Id, Node = node.Name, Number = planned + page.Count };
                page.Add(await PlanAsync(job, key, node, items.Current, cancellationToken));
            }

            planned += page.Count;
            if (!more)
            {
                return new StepEnd.Succeeded(transaction => Write(transaction, run, node, page, last: true));
            }

            if (!await database.WriteAsync(transaction => WriteUnderLease(transaction, lease, run, node, page), cancellationToken))
            {
                // Somebody else plans it by now; what this one says will be refused.
                return new StepEnd.Succeeded(_ => { });
            }
        }
    }

    private static IEnumerable<ItemDefinition> Items(NodeDefinition node, IResults results) => node switch
    {
        NodeDefinition.Function function => [function.Argument(results)],
        NodeDefinition.Map map => map.Items(results),
        NodeDefinition.Call call => [call.Request(results)],
        NodeDefinition.MapCall map => map.Items(results),
        _ => throw new InvalidOperationException($"There is no such kind of node: {node.GetType().Name}."),
    };

    private async Task<PlannedItem> PlanAsync(string job, ItemKey key, NodeDefinition node, ItemDefinition item, CancellationToken cancellationToken)
    {
        var payload = await payloads.KeepAsync(key.Run, item.Argument, cancellationToken);
        var planned = new PlannedItem(key, item.Label, item.Weight);
        return node switch
        {
            NodeDefinition.Function function => planned with { Function = Work(job, key, function.FunctionName, item, payload) },
            NodeDefinition.Map map => planned with { Function = Work(job, key, item.Function ?? map.FunctionNames[0], item, payload) },
            NodeDefinition.Call call => planned with { Call = new CallRow(RunId.OfCall(key), key, call.Method, payload, 1) },
            NodeDefinition.MapCall map => planned with { Call = new CallRow(RunId.OfCall(key), key, map.Method, payload, 1) },
            _ => planned,
        };
    }

    private FunctionWork Work(string job, ItemKey key, string name, ItemDefinition item, Payload argument)
    {
        var manifest = catalog.Function(name)!.Manifest;
        var shape = manifest.ShapeFor(item.Codec, item.Height);
        var message = new RunFunction
        {
            Item = key,
            Function = name,
            ArgumentType = item.Argument.Descriptor.FullName,
            Cores = shape.Cores,
            Memory = shape.MemoryBytes,
            Job = job,
            Codec = item.Codec ?? "",
            Height = item.Height ?? 0,
        };
        if (argument.Object is { } stored)
        {
            (message.ArgumentUri, message.ArgumentDigest) = (stored.Uri, stored.Digest);
        }
        else
        {
            message.Argument = UnsafeByteOperations.UnsafeWrap(argument.Inline);
        }

        return new FunctionWork(message, shape, manifest.Version, item.CollatedWeight);
    }

    /// <summary>The run keeps the build of each function that it used first.</summary>
    private void Write(Transaction transaction, RunRow run, NodeDefinition node, List<PlannedItem> page, bool last)
    {
        foreach (var (function, work) in page.Select(item => item.Function).OfType<FunctionWork>().ToLookup(work => work.Message.Function).Select(works => (works.Key, works.First())))
        {
            var build = BuildRows.Pin(transaction, run.Id, function, work.Requires);
            page = [.. page.Select(item => item.Function?.Message.Function == function ? item with { Function = item.Function with { Requires = build } } : item)];
        }

        transitions.Expand(transaction, run, node.Name, page, last);
    }

    private bool WriteUnderLease(Transaction transaction, Lease lease, RunRow run, NodeDefinition node, List<PlannedItem> page)
    {
        if (!queue.IsHeld(transaction, lease))
        {
            return false;
        }

        // Written already, when only the answer to the commit was lost.
        if (NodeRows.Planned(transaction.Sql, run.Id, node.Name) == page[0].Key.Number)
        {
            Write(transaction, run, node, page, last: false);
        }

        return true;
    }
}
