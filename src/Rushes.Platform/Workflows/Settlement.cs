using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Telemetry;
using StepEnd = Rushes.Platform.Functions.WorkEnd<System.Action<Rushes.Platform.Database.Transaction>>;

namespace Rushes.Platform.Workflows;

/// <summary>
/// Ends a message and writes what it led to in one transaction, guarded by the fencing token: whoever has lost the lease
/// writes nothing.
/// </summary>
internal sealed class Settlement(StateDatabase database, MessageQueue queue, RunTransitions transitions, WorkMessages messages)
{
    /// <summary>Not cancellable: finished work is worth its transaction even while the host stops.</summary>
    /// <param name="lease">Of the message.</param>
    /// <param name="end">How the work ended.</param>
    public Task SettleAsync(Lease lease, StepEnd end) => database.WriteAsync(transaction =>
    {
        if (end is StepEnd.Failed failed)
        {
            Fail(transaction, lease, WorkMessages.Item(transaction.Sql, lease), new FailureList { Failures = { failed.Failures } });
        }
        else if (queue.Complete(transaction, lease))
        {
            ((StepEnd.Succeeded)end).Value(transaction);
        }
    }, CancellationToken.None);

    /// <summary>A function ended on a worker.</summary>
    /// <param name="lease">Of the message.</param>
    /// <param name="work">What of the message was left; its first function has ended.</param>
    /// <param name="outcome">How it ended.</param>
    /// <returns>False when the lease is lost: the neighbours are somebody else's.</returns>
    public Task<bool> SettleAsync(Lease lease, RunFunction work, FunctionOutcome outcome) => database.WriteAsync(
        transaction =>
        {
            // First, for what it ends may end the job, which adds up what all has cost.
            Spend(transaction, lease, work, outcome.Processor);
            return Settle(transaction, lease, work, outcome.End);
        },
        CancellationToken.None);

    private bool Settle(Transaction transaction, Lease lease, RunFunction work, WorkEnd<Payload> end)
    {
        if (end is WorkEnd<Payload>.Failed failed)
        {
            return Fail(transaction, lease, work.Item, new FailureList { Failures = { failed.Failures } });
        }

        var rest = work.Rest();
        if (!(rest is null ? queue.Complete(transaction, lease) : queue.Shorten(transaction, lease, rest)))
        {
            return false;
        }

        transitions.CompleteItem(transaction, work.Item, ((WorkEnd<Payload>.Succeeded)end).Value);
        if (rest is not null)
        {
            transitions.Begin(transaction, rest.Item, lease.Attempt);
        }

        return true;
    }

    /// <summary>What an attempt has cost counts whatever it led to, once: for who still holds the lease.</summary>
    private void Spend(Transaction transaction, Lease lease, RunFunction work, TimeSpan? processor)
    {
        if (processor is { } spent && spent > TimeSpan.Zero && queue.IsHeld(transaction, lease))
        {
            ItemRows.Spend(transaction, work.Item, spent);
            transaction.OnCommit(() => PlatformMeter.Spent(work, lease, spent));
        }
    }

    private bool Fail(Transaction transaction, Lease lease, ItemKey? item, FailureList failures)
    {
        var outcome = queue.Fail(transaction, lease, failures);
        if (outcome == FailOutcome.Retried)
        {
            transaction.OnCommit(() => PlatformMeter.Retried(lease, failures.Failures[0].Category));
        }

        if (item is not null && outcome == FailOutcome.Retried)
        {
            transitions.RetryItem(transaction, item, failures);
        }
        else if (outcome == FailOutcome.Dead)
        {
            messages.Fail(transaction, lease, item, failures);
        }

        return outcome != FailOutcome.Refused;
    }
}
