using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Workflows;

/// <summary>
/// What follows what. Each transition writes its rows and sends its messages in the caller's transaction, in which the
/// message that caused it ends too; so a crash leaves either all of it or nothing, and a message that is delivered again
/// finds the rows as they were. Only a running run ever changes: when it ends, the rest of its messages are cancelled,
/// and whoever still holds one has lost the lease.
/// </summary>
internal sealed class RunTransitions(MessageQueue queue, WorkflowCatalog catalog, RunSignals signals)
{
    /// <summary>A run that fails everywhere at once says so often enough.</summary>
    private const int FailuresKept = 100;

    /// <param name="model">The request in the service's own model, serialised.</param>
    public void Start(Transaction transaction, RunRow run, Dag dag, string? requestId, byte[] model)
    {
        RunRows.Insert(transaction, run, requestId, model);
        for (var position = 0; position < dag.Nodes.Count; position++)
        {
            NodeRows.Insert(transaction, run.Id, dag.Nodes[position].Name, position);
        }

        foreach (var node in dag.Nodes.Where(node => node.Dependencies.Count == 0))
        {
            SendStart(transaction, run, node);
        }

        Changed(transaction);
    }

    /// <summary>The node's items are known: each becomes a row and a message. A map of nothing is done.</summary>
    public void Expand(Transaction transaction, RunRow run, string node, IReadOnlyList<PlannedItem> items)
    {
        ItemRows.Clear(transaction, run.Id, node);
        NodeRows.Open(transaction, run.Id, node, items.Count);
        foreach (var item in items)
        {
            ItemRows.Insert(transaction, item.Key, item.Label, item.Weight);
            queue.Send(transaction, new OutgoingMessage(item.Queue, run.Priority, item.Message) { Scope = run.Id, Shape = item.Shape });
        }

        if (items.Count == 0)
        {
            CompleteNode(transaction, run.Id, node);
        }

        Changed(transaction);
    }

    /// <summary>The single item of a node that had nothing to send.</summary>
    public void CompleteInline(Transaction transaction, ItemKey item, byte[] result)
    {
        NodeRows.Open(transaction, item.Run, item.Node, 1);
        CompleteItem(transaction, item, result);
    }

    public void CompleteItem(Transaction transaction, ItemKey item, byte[] result)
    {
        ItemRows.Complete(transaction, item, result);
        if (NodeRows.CloseItem(transaction, item.Run, item.Node) == 0)
        {
            CompleteNode(transaction, item.Run, item.Node);
        }

        Changed(transaction);
    }

    /// <summary>A failure that nothing cures ends the run, with all failures of its items that are known by now.</summary>
    public void FailItem(Transaction transaction, ItemKey item, IReadOnlyList<Failure> failures)
    {
        ItemRows.Fail(transaction, item, new FailureList { Failures = { failures } });
        NodeRows.SetState(transaction, item.Run, item.Node, "failed");
        var all = ItemRows.Failures(transaction.Sql, item.Run).SelectMany(list => list.Failures).Distinct().Take(FailuresKept);
        End(transaction, Get(transaction, item.Run), RunState.Failed, null, new FailureList { Failures = { all } });
    }

    public void RetryItem(Transaction transaction, ItemKey item, IReadOnlyList<Failure> failures)
    {
        ItemRows.Wait(transaction, item, new FailureList { Failures = { failures } });
        Changed(transaction);
    }

    /// <summary>Ends the run and all it called. False: it had ended.</summary>
    public bool Cancel(Transaction transaction, string run)
    {
        var row = Get(transaction, run);
        if (row.State != RunState.Running)
        {
            return false;
        }

        End(transaction, row, RunState.Cancelled, null, null);
        return true;
    }

    /// <summary>Work on the message begins.</summary>
    public void Taken(Transaction transaction, Lease lease)
    {
        if (WorkItem(lease) is not { } item)
        {
            return;
        }

        if (lease.PayloadType == StartNode.Descriptor.FullName)
        {
            ItemRows.Insert(transaction, item, item.Node, 1);
        }

        ItemRows.Begin(transaction, item, lease.Attempt);
        Changed(transaction);
    }

    /// <summary>Work on the message was given up and will begin again.</summary>
    public void Released(Transaction transaction, Lease lease)
    {
        if (WorkItem(lease) is { } item)
        {
            ItemRows.Wait(transaction, item, null);
            Changed(transaction);
        }
    }

    /// <summary>Tells the caller that its call has ended.</summary>
    public static OutgoingMessage NewsOf(RunRow call, ItemKey item, RunRow caller) =>
        new(QueueNames.Steps, caller.Priority, new CallEnded { Item = item, Run = call.Id }) { Scope = caller.Id };

    /// <summary>The item that the message works on; null when it only brings news of it.</summary>
    private static ItemKey? WorkItem(Lease lease)
    {
        if (lease.PayloadType == RunFunction.Descriptor.FullName)
        {
            return lease.Read(RunFunction.Parser).Item;
        }

        if (lease.PayloadType == PlaceCall.Descriptor.FullName)
        {
            return lease.Read(PlaceCall.Parser).Item;
        }

        return lease.PayloadType == StartNode.Descriptor.FullName ? lease.Read(StartNode.Parser).Item() : null;
    }

    private void CompleteNode(Transaction transaction, string run, string node)
    {
        NodeRows.SetState(transaction, run, node, "done");
        var row = Get(transaction, run);
        var dag = catalog.Graph(row.Dag, row.DagVersion)
            ?? throw new InvalidOperationException($"No service has the graph {row.Dag} version {row.DagVersion}.");
        var done = NodeRows.Done(transaction.Sql, run);
        foreach (var next in dag.Nodes.Where(next => DependsOn(next, node) && next.Dependencies.All(other => done.Contains(other.Name))))
        {
            SendStart(transaction, row, next);
        }

        if (done.Count == dag.Nodes.Count)
        {
            End(transaction, row, RunState.Done, ItemRows.Results(transaction.Sql, run, dag.Result.Name).Single(), null);
        }
    }

    private static bool DependsOn(NodeDefinition next, string node) => next.Dependencies.Any(other => other.Name == node);

    private void SendStart(Transaction transaction, RunRow run, NodeDefinition node) => queue.Send(
        transaction,
        new OutgoingMessage(QueueNames.Steps, run.Priority, new StartNode { Run = run.Id, Node = node.Name })
        {
            Scope = run.Id,
            DedupeKey = $"start/{run.Id}/{node.Name}",
        });

    private void End(Transaction transaction, RunRow run, RunState state, byte[]? response, FailureList? failures)
    {
        Close(transaction, run, state, response, failures);
        if (run.Parent is { } parent && Get(transaction, parent.Run) is { State: RunState.Running } caller)
        {
            queue.Send(transaction, NewsOf(run, parent, caller));
        }
    }

    private void Close(Transaction transaction, RunRow run, RunState state, byte[]? response, FailureList? failures)
    {
        RunRows.End(transaction, run.Id, state, response, failures?.ToByteArray());
        if (state != RunState.Done)
        {
            queue.Cancel(transaction, run.Id);
            ItemRows.CancelRest(transaction, run.Id);
            NodeRows.CancelRest(transaction, run.Id);
            foreach (var child in RunRows.RunningChildren(transaction.Sql, run.Id))
            {
                Close(transaction, Get(transaction, child), RunState.Cancelled, null, null);
            }
        }

        transaction.OnCommit(() => signals.Ended(run.Id));
        Changed(transaction);
    }

    private static RunRow Get(Transaction transaction, string run) =>
        RunRows.Find(transaction.Sql, run) ?? throw new ArgumentException($"There is no run '{run}'.", nameof(run));

    private void Changed(Transaction transaction) => transaction.OnCommit(signals.Changed);
}
