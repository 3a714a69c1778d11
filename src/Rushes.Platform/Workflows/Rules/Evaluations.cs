using Rushes.Platform.Database;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Workflows.Rules;

/// <summary>
/// Has the rules of a run asked. An evaluation that is still pending will see all that is committed by then, or refuse to write
/// and send another one (see <see cref="RuleTransitions"/>); so one is enough for many changes, and two at once do no harm.
/// </summary>
internal static class Evaluations
{
    /// <summary>Facts, firings or answers have changed in this transaction, which has locked the run.</summary>
    public static void Send(Transaction transaction, MessageQueue queue, RunRow run)
    {
        if (transaction.Sql.Scalar(
            "SELECT id FROM message WHERE scope = @scope AND type = @type AND state = 'pending' LIMIT 1",
            ("scope", run.Id), ("type", EvaluateRules.Descriptor.FullName)) is null)
        {
            Send(transaction, queue, run, transaction.Now);
        }
    }

    /// <summary>A rule waits for that time; one alarm, the next, is enough.</summary>
    public static void SendAt(Transaction transaction, MessageQueue queue, RunRow run, long time)
    {
        if (transaction.Sql.Scalar(
            "SELECT id FROM message WHERE scope = @scope AND type = @type AND state = 'delayed' AND not_before <= @time LIMIT 1",
            ("scope", run.Id), ("type", EvaluateRules.Descriptor.FullName), ("time", time)) is null)
        {
            Send(transaction, queue, run, time);
        }
    }

    private static void Send(Transaction transaction, MessageQueue queue, RunRow run, long time) => queue.Send(
        transaction,
        new OutgoingMessage(QueueNames.Steps, run.Priority, new EvaluateRules { Run = run.Id, AsOf = time })
        {
            Scope = run.Id,
            Requires = run.Definition,
            NotBefore = time,
        });
}
