using Rushes.Platform.Database;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Workflows;

/// <summary>
/// What caller and callee write to each other. A letter is a message that names a call and counts up; what it says stands in
/// the row of the call (to the callee) or of the run that answers it (to the caller). Letters may come twice, late, or in the
/// wrong order: of each side only one with a higher number than any before counts (see <see cref="CallRows.Receive"/>), and
/// an answer counts only to the last letter written.
/// <code>
/// caller ── PlaceCall n ──► callee   starts the run; goes on with it if it failed or was cancelled; answers if it is done
/// caller ── CancelCall n ─► callee   cancels the run
/// caller ◄── CallEnded n ── callee   the run has ended; n is the letter it answers
/// </code>
/// </summary>
internal sealed class Letters(MessageQueue queue)
{
    public void Place(Transaction transaction, CallRow call, MessagePriority priority, string scope) => queue.Send(
        transaction,
        new OutgoingMessage(QueueNames.Steps, priority, new PlaceCall { Call = call.Id, Sequence = call.Sequence })
        {
            Scope = scope,
            Requires = call.Method,
        });

    /// <summary>The run ended without them.</summary>
    public void CancelCalls(Transaction transaction, RunRow run) => queue.Send(
        transaction,
        [
            .. CallRows.NextLetters(transaction, run.Id).Select(call => new OutgoingMessage(
                QueueNames.Steps, run.Priority, new CancelCall { Call = call.Id, Sequence = call.Sequence })),
        ]);

    /// <summary>Nothing for a run that no call has started.</summary>
    public void Answer(Transaction transaction, RunRow run)
    {
        if (run.CallSequence is { } sequence)
        {
            queue.Send(
                transaction,
                new OutgoingMessage(QueueNames.Steps, run.Priority, new CallEnded { Run = run.Id, Sequence = sequence })
                {
                    Requires = RunRows.Caller(transaction.Sql, run.Id)?.Definition,
                });
        }
    }
}
