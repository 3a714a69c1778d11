using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using Rushes.Platform.Telemetry;
using Rushes.Platform.Workflows.Rules;

namespace Rushes.Platform.Workflows;

/// <summary>
/// What follows what. Each transition locks its run, writes its rows and sends its messages in the caller's transaction, in
/// which the message that caused it ends too; so a crash leaves either all of it or nothing, and a message that is delivered
/// again finds the rows as they were. Only a running run ever changes: when it ends, the rest of its messages are cancelled,
/// and whoever still holds one has lost the lease. docs/job-states.md draws the states.
/// </summary>
internal sealed class RunTransitions(MessageQueue queue, WorkflowCatalog catalog, Letters letters, RunSignals signals)
{
    /// <summary>A run that fails everywhere at once says so often enough.</summary>
    private const int FailuresKept = 100;

    /// <param name="transaction">The caller's.</param>
    /// <param name="run">New.</param>
    /// <param name="workflow">Its definition.</param>
    /// <param name="requestId">Null: started by a call.</param>
    /// <param name="model">The request in the service's own model.</param>
    public void Start(Transaction transaction, RunRow run, Workflow workflow, string? requestId, Payload model)
    {
        RunRows.Insert(transaction, run, requestId, model);
        NodeRows.Insert(transaction, run.Id, workflow.Parts);
        Timers.Start(transaction, queue, run, workflow);
        if (workflow is Dag dag)
        {
            foreach (var node in dag.Nodes.Where(node => node.Dependencies.Count == 0))
            {
                SendStart(transaction, run, node);
            }
        }
        else if (workflow is RuleSet rules)
        {
            FactRows.Insert(transaction, run.Id, new NewFact(rules.RequestKind.Name, "", model), "the request");
            Evaluations.Send(transaction, queue, run);
        }

        Changed(transaction);
    }

    /// <summary>A page of the node's items is known: each becomes a row and what gets it done. A map of nothing is done.</summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="run">The node's.</param>
    /// <param name="node">Its name.</param>
    /// <param name="items">In order; the first page begins with item 0.</param>
    /// <param name="last">There will be no other page.</param>
    public void Expand(Transaction transaction, RunRow run, string node, IReadOnlyList<PlannedItem> items, bool last)
    {
        if (RunRows.Lock(transaction, run.Id) is not { State: RunState.Running })
        {
            return;
        }

        if (items is [{ Key.Number: 0 }, ..] or [])
        {
            ItemRows.Clear(transaction, run.Id, node);
        }

        ItemRows.Insert(transaction, items);
        Send(transaction, run, items);
        if (NodeRows.Plan(transaction, run.Id, node, items.Count, last) == 0 && last)
        {
            CompleteNode(transaction, run.Id, node);
        }

        Changed(transaction);
    }

    /// <summary>The single item of a node that had nothing to send.</summary>
    public void CompleteInline(Transaction transaction, ItemKey item, Payload result)
    {
        if (RunRows.Lock(transaction, item.Run) is { State: RunState.Running })
        {
            NodeRows.Plan(transaction, item.Run, item.Node, 1, complete: true);
            CompleteItem(transaction, item, result);
        }
    }

    public void CompleteItem(Transaction transaction, ItemKey item, Payload result)
    {
        if (RunRows.Lock(transaction, item.Run) is not { State: RunState.Running } run)
        {
            return;
        }

        if (catalog.Workflow(run.Workflow, run.Version) is RuleSet)
        {
            Answer(transaction, run, item, result, null);
            return;
        }

        if (!ItemRows.Complete(transaction, item, result))
        {
            return;
        }

        if (NodeRows.CloseItem(transaction, item.Run, item.Node))
        {
            CompleteNode(transaction, item.Run, item.Node);
        }

        Changed(transaction);
    }

    /// <summary>
    /// A failure that nothing cures ends the run, with all failures of its items that are known by now; unless a rule says what
    /// becomes of it.
    /// </summary>
    public void FailItem(Transaction transaction, ItemKey item, FailureList failures)
    {
        if (RunRows.Lock(transaction, item.Run) is not { State: RunState.Running } run)
        {
            return;
        }

        if (catalog.Workflow(run.Workflow, run.Version) is RuleSet rules && rules.Rule(item.Node).FollowUp is FollowUp.Call { OnFailure: not null })
        {
            Answer(transaction, run, item, null, failures);
            return;
        }

        ItemRows.Fail(transaction, item, failures);
        NodeRows.End(transaction, item.Run, item.Node, "failed");
        var all = failures.Failures.Concat(ItemRows.Failures(transaction.Sql, item.Run, FailuresKept).SelectMany(list => list.Failures))
            .Distinct().Take(FailuresKept);
        End(transaction, run, RunState.Failed, null, new FailureList { Failures = { all } });
    }

    /// <summary>A rule ends the run; what is still under way is of no use any more.</summary>
    /// <param name="transaction">The caller's, which has locked the run.</param>
    /// <param name="run">Running.</param>
    /// <param name="response">Of the run.</param>
    public void Complete(Transaction transaction, RunRow run, Payload response)
    {
        ItemRows.CancelRest(transaction, run.Id);
        NodeRows.CompleteRest(transaction, run.Id);
        letters.CancelCalls(transaction, run);
        End(transaction, run, RunState.Done, response, null);
    }

    /// <summary>Ends the run for a reason that is none of its items'.</summary>
    public void FailRun(Transaction transaction, string run, string? node, FailureList failures)
    {
        if (RunRows.Lock(transaction, run) is { State: RunState.Running } row)
        {
            if (node is not null)
            {
                NodeRows.End(transaction, run, node, "failed");
            }

            End(transaction, row, RunState.Failed, null, failures);
        }
    }

    public void RetryItem(Transaction transaction, ItemKey item, FailureList failures)
    {
        ItemRows.Wait(transaction, item, failures);
        Changed(transaction);
    }

    /// <summary>Ends the run and all it called. False: it had ended.</summary>
    public bool Cancel(Transaction transaction, string run)
    {
        if (RunRows.Lock(transaction, run) is not { State: RunState.Running } row)
        {
            return false;
        }

        End(transaction, row, RunState.Cancelled, null, null);
        return true;
    }

    /// <summary>Work on the item begins.</summary>
    public void Begin(Transaction transaction, ItemKey item, int attempt)
    {
        ItemRows.Begin(transaction, item, attempt);
        Changed(transaction);
    }

    /// <summary>Before its items are known, the node itself stands as its item 0.</summary>
    public void BeginNode(Transaction transaction, ItemKey item, int attempt)
    {
        ItemRows.Insert(transaction, [new PlannedItem(item, item.Node, 1)]);
        NodeRows.Begin(transaction, item.Run, item.Node);
        Begin(transaction, item, attempt);
    }

    /// <summary>Work on the item was given up and will begin again.</summary>
    public void Wait(Transaction transaction, ItemKey item)
    {
        ItemRows.Wait(transaction, item, null);
        Changed(transaction);
    }

    private void Send(Transaction transaction, RunRow run, IReadOnlyList<PlannedItem> items)
    {
        queue.Send(transaction, Collation.Messages(run, items));
        PlannedItem[] calls = [.. items.Where(item => item.Call is not null)];
        CallRows.Insert(transaction, [.. calls.Select(item => item.Call!)]);
        foreach (var item in calls)
        {
            letters.Place(transaction, item.Call!, run.Priority, scope: run.Id);
        }
    }

    /// <summary>What a rule has called has ended: the rules say what follows.</summary>
    private void Answer(Transaction transaction, RunRow run, ItemKey item, Payload? result, FailureList? failures)
    {
        if (FiringRows.Answer(transaction, item, result, failures))
        {
            Evaluations.Send(transaction, queue, run);
            Changed(transaction);
        }
    }

    private void CompleteNode(Transaction transaction, string run, string node)
    {
        NodeRows.End(transaction, run, node, "done");
        var row = Get(transaction, run);
        var dag = catalog.Workflow(row.Workflow, row.Version) as Dag
            ?? throw new InvalidOperationException($"No service has the workflow {row.Workflow} version {row.Version}.");
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

    private void SendStart(Transaction transaction, RunRow run, NodeDefinition node)
    {
        queue.Send(
            transaction,
            new OutgoingMessage(QueueNames.Steps, run.Priority, new StartNode { Run = run.Id, Node = node.Name })
            {
                Scope = run.Id,
                Requires = run.Definition,
                DedupeKey = $"start/{run.Id}/{node.Name}",
            });
        Timers.Start(transaction, queue, run, node);
    }

    /// <summary>The rest of its messages goes, timers too, and with them whatever it still waits for.</summary>
    private void End(Transaction transaction, RunRow run, RunState state, Payload? response, FailureList? failures)
    {
        RunRows.End(transaction, run.Id, state, response, failures?.ToByteArray());
        queue.Cancel(transaction, run.Id);
        if (state != RunState.Done)
        {
            ItemRows.CancelRest(transaction, run.Id);
            NodeRows.CancelRest(transaction, run.Id);
            letters.CancelCalls(transaction, run);
        }

        letters.Answer(transaction, run);
        WebhookRows.Tell(transaction, queue, run);
        if (run.CallSequence is null)
        {
            var spent = ItemRows.Spent(transaction.Sql, run.Id);
            transaction.OnCommit(() => PlatformMeter.JobEnded(run, state, spent));
        }

        transaction.OnCommit(() => signals.Ended(run.Id));
        Changed(transaction);
    }

    private static RunRow Get(Transaction transaction, string run) =>
        RunRows.Find(transaction.Sql, run) ?? throw new ArgumentException($"There is no run '{run}'.", nameof(run));

    private void Changed(Transaction transaction) => transaction.OnCommit(signals.Changed);
}
