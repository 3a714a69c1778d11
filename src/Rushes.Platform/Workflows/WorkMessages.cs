using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Workflows;

/// <summary>What becomes of an item when the message that works on it is taken, given up, or lost for good.</summary>
/// <param name="transitions">What follows.</param>
/// <param name="maxLosses">How many a message may have.</param>
internal sealed class WorkMessages(RunTransitions transitions, int maxLosses)
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

    /// <summary>The message is dead, and what it would have led to never comes: whoever waits for that fails.</summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="lease">Of the message.</param>
    /// <param name="item">What it worked on; null when it was none.</param>
    /// <param name="failures">Why.</param>
    public void Fail(Transaction transaction, Lease lease, ItemKey? item, FailureList failures)
    {
        if ((item ?? Caller(transaction.Sql, lease)) is { } waiting)
        {
            transitions.FailItem(transaction, waiting, failures);
        }
        else if (Run(lease) is { } run)
        {
            transitions.FailRun(transaction, run, null, failures);
        }
        else if (lease.PayloadType == StartNode.Descriptor.FullName)
        {
            var start = lease.Read(StartNode.Parser);
            transitions.FailRun(transaction, start.Run, start.Node, failures);
        }
    }

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

    private void Died(Transaction transaction, Lease lease) =>
        Fail(transaction, lease, Item(transaction.Sql, lease), Losses.Failure(maxLosses));

    /// <summary>Who waits for the answer that the letter brings; null: it brings none, or a later one is awaited.</summary>
    private static ItemKey? Caller(SqlSession sql, Lease lease) =>
        lease.PayloadType == CallEnded.Descriptor.FullName && lease.Read(CallEnded.Parser) is var letter
        && CallRows.Find(sql, letter.Run) is { } call && call.Sequence == letter.Sequence ? call.Item : null;

    /// <summary>Once some of its items are rows, item 0 is one of them and none of the node's.</summary>
    private static ItemKey? Node(SqlSession sql, StartNode start) =>
        NodeRows.Planned(sql, start.Run, start.Node) == 0 ? new ItemKey { Run = start.Run, Node = start.Node } : null;
}
