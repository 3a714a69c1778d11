using Rushes.Platform.Queue;

namespace Rushes.Platform.Workflows;

/// <summary>Small neighbours of a map travel in one message and are done one after the other under one lease.</summary>
internal static class Collation
{
    public static IReadOnlyList<OutgoingMessage> Messages(RunRow run, IReadOnlyList<PlannedItem> items)
    {
        List<OutgoingMessage> messages = [];
        RunFunction? open = null;
        PlannedItem? first = null;
        var weight = 0L;
        foreach (var item in items)
        {
            if (item.Function is not { } work)
            {
                continue;
            }

            weight += item.Weight;
            if (open is not null && work.CollatedWeight > 0 && weight <= work.CollatedWeight && first!.Function!.Shape == work.Shape && first.Function.Message.Function == work.Message.Function)
            {
                open.Next.Add(work.Message);
                continue;
            }

            // A copy, because the statement that inserts it may run again.
            (open, first, weight) = (work.Message.Clone(), item, item.Weight);
            messages.Add(new OutgoingMessage(QueueNames.Compute, run.Priority, open)
            {
                Scope = run.Id,
                Shape = work.Shape,
                Requires = work.Requires,
            });
        }

        return messages;
    }
}
