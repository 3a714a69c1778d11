using Rushes.Platform.Database;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Workflows;

/// <summary>What becomes of an item when the message that works on it is taken, given up, or lost for good.</summary>
internal sealed class WorkMessages(RunTransitions transitions)
{
    public MessageEvents Events => new(Taken, Released, Died);

    /// <summary>The item that the message works on; null when it brings news, or the item has begun to stand for others.</summary>
    public static ItemKey? Item(SqlSession sql, Lease lease)
    {
        if (lease.PayloadType == RunFunction.Descriptor.FullName)
        {
            return lease.Read(RunFunction.Parser).Item;
        }

        if (lease.PayloadType == PlaceCall.Descriptor.FullName)
        {
            var call = lease.Read(PlaceCall.Parser);
            return call.Item ?? CallRows.Find(sql, call.Call)?.Item;
        }

        return lease.PayloadType == StartNode.Descriptor.FullName ? Node(sql, lease.Read(StartNode.Parser)) : null;
    }

    /// <summary>The run that cannot go on without the message; null: the message works on an item, or brings news.</summary>
    public static string? Run(Lease lease) =>
        lease.PayloadType == EvaluateRules.Descriptor.FullName ? lease.Read(EvaluateRules.Parser).Run : null;

    private void Taken(Transaction transaction, Lease lease)
    {
        if (Item(transaction.Sql, lease) is not { } item)
        {
            return;
        }

        if (lease.PayloadType == StartNode.Descriptor.FullName)
        {
            transitions.BeginNode(transaction, item, lease.Attempt);
        }
        else
        {
            transitions.Begin(transaction, item, lease.Attempt);
        }
    }

    private void Released(Transaction transaction, Lease lease)
    {
        if (Item(transaction.Sql, lease) is { } item)
        {
            transitions.Wait(transaction, item);
        }
    }

    private void Died(Transaction transaction, Lease lease)
    {
        if (Item(transaction.Sql, lease) is { } item)
        {
            transitions.FailItem(transaction, item, Losses.Failure(RetryPolicy.DefaultLosses));
        }
        else if (Run(lease) is { } run)
        {
            transitions.FailRun(transaction, run, null, Losses.Failure(RetryPolicy.DefaultLosses));
        }
    }

    /// <summary>Once some of its items are rows, item 0 is one of them and none of the node's.</summary>
    private static ItemKey? Node(SqlSession sql, StartNode start) =>
        NodeRows.Planned(sql, start.Run, start.Node) == 0 ? new ItemKey { Run = start.Run, Node = start.Node } : null;
}
