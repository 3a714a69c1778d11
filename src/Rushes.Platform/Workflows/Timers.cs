using Google.Protobuf;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Workflows;

/// <summary>Time limits are messages that are delayed until then, and cancelled with the run.</summary>
internal static class Timers
{
    public static void Start(Transaction transaction, MessageQueue queue, RunRow run, Workflow workflow) =>
        Start(transaction, queue, run, workflow.Limit, new RunOverdue { Run = run.Id });

    public static void Start(Transaction transaction, MessageQueue queue, RunRow run, NodeDefinition node) =>
        Start(transaction, queue, run, node.Limit, new NodeOverdue { Run = run.Id, Node = node.Name });

    private static void Start(Transaction transaction, MessageQueue queue, RunRow run, TimeSpan? limit, IMessage overdue)
    {
        if (limit is { } time)
        {
            queue.Send(transaction, new OutgoingMessage(QueueNames.Steps, run.Priority, overdue)
            {
                Scope = run.Id,
                Requires = run.Definition,
                NotBefore = transaction.Now + (long)time.TotalMilliseconds,
            });
        }
    }
}
