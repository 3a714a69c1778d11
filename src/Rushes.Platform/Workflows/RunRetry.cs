using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using Rushes.Platform.Workflows.Rules;

namespace Rushes.Platform.Workflows;

/// <summary>
/// Lets a run that failed or was cancelled go on from where it ended. What is done stays done; everything else is put back to
/// how it was, in the caller's transaction:
/// <code>
/// run      failed, cancelled → running
/// node     failed, cancelled → running where it has items, else waiting
/// item     failed, cancelled → running where its call was placed, else waiting
/// message  dead, cancelled   → pending, with no failure counted
/// call of an item that is not done: is placed again, and the callee goes on in the same way
/// </code>
/// </summary>
internal sealed class RunRetry(MessageQueue queue, WorkflowCatalog catalog, Letters letters, RunSignals signals)
{
    /// <summary>False: the run is under way or done, and stays as it is.</summary>
    /// <exception cref="ArgumentException">There is no such run, or another one called it.</exception>
    public bool Retry(Transaction transaction, string runId)
    {
        var run = RunRows.Lock(transaction, runId) ?? throw new ArgumentException($"There is no run '{runId}'.", nameof(runId));
        if (run.CallSequence is not null)
        {
            throw new ArgumentException($"Run '{runId}' was called by another one and goes on with that.", nameof(runId));
        }

        if (run.HasEndedUndone)
        {
            Reopen(transaction, run);
        }

        return run.HasEndedUndone;
    }

    public void Reopen(Transaction transaction, RunRow run)
    {
        RunRows.Reopen(transaction, run.Id);
        NodeRows.Reopen(transaction, run.Id);
        ItemRows.Reopen(transaction, run.Id);

        // Calls get letters of their own, time limits begin anew, and rules are asked again.
        queue.Revive(
            transaction, run.Id, PlaceCall.Descriptor.FullName, CallEnded.Descriptor.FullName,
            RunOverdue.Descriptor.FullName, NodeOverdue.Descriptor.FullName, EvaluateRules.Descriptor.FullName);
        foreach (var call in CallRows.NextLetters(transaction, run.Id))
        {
            letters.Place(transaction, call, run.Priority, run.Id);
        }

        StartAgain(transaction, run);
        transaction.OnCommit(signals.Changed);
    }

    private void StartAgain(Transaction transaction, RunRow run)
    {
        if (catalog.Workflow(run.Workflow, run.Version) is not { } workflow)
        {
            return;
        }

        Timers.Start(transaction, queue, run, workflow);
        if (workflow is RuleSet)
        {
            Evaluations.Send(transaction, queue, run);
        }

        foreach (var node in ((workflow as Dag)?.Nodes ?? []).Where(node => NodeRows.State(transaction.Sql, run.Id, node.Name) == "running"))
        {
            Timers.Start(transaction, queue, run, node);
        }
    }
}
