using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using StepEnd = Rushes.Platform.Functions.WorkEnd<System.Action<Rushes.Platform.Database.Transaction>>;

namespace Rushes.Platform.Workflows;

/// <summary>
/// Ends a message and writes what it led to in one transaction, guarded by the fencing token: whoever has lost the lease
/// writes nothing.
/// </summary>
internal sealed class Settlement(StateDatabase database, MessageQueue queue, RunTransitions transitions)
{
    /// <summary>Not cancellable: finished work is worth its transaction even while the host stops.</summary>
    public Task SettleAsync(Lease lease, ItemKey item, StepEnd end) => database.WriteAsync(transaction =>
    {
        if (end is StepEnd.Failed failed)
        {
            Fail(transaction, lease, item, failed);
        }
        else if (queue.Complete(transaction, lease))
        {
            ((StepEnd.Succeeded)end).Value(transaction);
        }
    }, CancellationToken.None);

    /// <summary>A function ended on a worker.</summary>
    public Task SettleAsync(Lease lease, ItemKey item, WorkEnd<byte[]> end) => SettleAsync(lease, item, end switch
    {
        WorkEnd<byte[]>.Succeeded succeeded => new StepEnd.Succeeded(transaction => transitions.CompleteItem(transaction, item, succeeded.Value)),
        WorkEnd<byte[]>.Failed failed => new StepEnd.Failed(failed.Failures),
        _ => throw new InvalidOperationException("Work ends in one of two ways."),
    });

    private void Fail(Transaction transaction, Lease lease, ItemKey item, StepEnd.Failed failed)
    {
        switch (queue.Fail(transaction, lease, failed.Failures[0].Category))
        {
            case FailOutcome.Retried:
                transitions.RetryItem(transaction, item, failed.Failures);
                break;
            case FailOutcome.Dead:
                transitions.FailItem(transaction, item, failed.Failures);
                break;
            default:
                break;
        }
    }
}
