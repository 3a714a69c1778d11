using Rushes.Platform.Database;
using Rushes.Platform.Queue;

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

        // Calls get letters of their own, and time limits begin anew.
        queue.Revive(
            transaction, run.Id, PlaceCall.Descriptor.FullName, CallEnded.Descriptor.FullName,
            RunOverdue.Descriptor.FullName, NodeOverdue.Descriptor.FullName);
        foreach (var call in CallRows.NextLetters(transaction, run.Id))
        {
            letters.Place(transaction, call, run.Priority, run.Id);
        }

        StartTimers(transaction, run);
        transaction.OnCommit(signals.Changed);
    }

    private void StartTimers(Transaction transaction, RunRow run)
    {
        if (catalog.Graph(run.Workflow, run.Version) is { } dag)
        {
            Timers.Start(transaction, queue, run, dag);
            foreach (var node in dag.Nodes.Where(node => NodeRows.State(transaction.Sql, run.Id, node.Name) == "running"))
            {
                Timers.Start(transaction, queue, run, node);
            }
        }
    }
}
