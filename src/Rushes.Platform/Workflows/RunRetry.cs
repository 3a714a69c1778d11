using Rushes.Platform.Database;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Workflows;

/// <summary>
/// Lets a run that failed or was cancelled go on from where it ended, together with the calls that ended with it. What is
/// done stays done; everything else is put back to how it was, in the caller's transaction:
/// <code>
/// run      failed, cancelled → running
/// node     failed, cancelled → running where its items are known, else waiting
/// item     failed, cancelled → running where its call had begun, else waiting
/// message  dead, cancelled   → pending, with no failure counted
/// call of an item that is not done:
///          failed, cancelled → goes on in the same way, as the same run
///          done              → the caller, which had ended before it could hear of it, is told again
/// </code>
/// </summary>
internal sealed class RunRetry(MessageQueue queue, RunSignals signals)
{
    /// <summary>False: the run is under way or done, and stays as it is.</summary>
    /// <exception cref="ArgumentException">There is no such run, or another one called it.</exception>
    public bool Retry(Transaction transaction, string runId)
    {
        var run = Get(transaction, runId);
        if (run.Parent is { } parent)
        {
            throw new ArgumentException($"Run '{runId}' was called by run '{parent.Run}' and goes on with that.", nameof(runId));
        }

        if (!HasEndedUndone(run))
        {
            return false;
        }

        Reopen(transaction, run);
        transaction.OnCommit(signals.Changed);
        return true;
    }

    private void Reopen(Transaction transaction, RunRow run)
    {
        RunRows.Reopen(transaction, run.Id);
        NodeRows.Reopen(transaction, run.Id);
        ItemRows.Reopen(transaction, run.Id);

        // Old news of calls is wrong by now: each call that goes on will send its own.
        queue.Revive(transaction, run.Id, exceptType: CallEnded.Descriptor.FullName);
        foreach (var call in RunRows.OpenCalls(transaction.Sql, run.Id).Select(id => Get(transaction, id)))
        {
            if (HasEndedUndone(call))
            {
                Reopen(transaction, call);
            }
            else
            {
                queue.Send(transaction, RunTransitions.NewsOf(call, call.Parent!, run));
            }
        }
    }

    private static bool HasEndedUndone(RunRow run) => run.State is RunState.Failed or RunState.Cancelled;

    private static RunRow Get(Transaction transaction, string run) =>
        RunRows.Find(transaction.Sql, run) ?? throw new ArgumentException($"There is no run '{run}'.", nameof(run));
}
