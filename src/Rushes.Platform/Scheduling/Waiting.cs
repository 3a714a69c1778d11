namespace Rushes.Platform.Scheduling;

/// <summary>Finds out why a kind of work does not start, and which worker is drained for the first of it.</summary>
internal static class Waiting
{
    /// <summary>Why no worker would take it even if nothing else ran; null: one would.</summary>
    public static WaitReason? WithoutHope(Kind kind)
    {
        var offering = kind.Offering.Workers;
        if (kind.Fleet.Workers.Count == 0)
        {
            return new WaitReason.NoWorkers();
        }

        if (offering.Count == 0)
        {
            return new WaitReason.NotOffered(kind.Requires!);
        }

        var large = offering.Where(worker => worker.Capacity.Covers(kind.Need)).ToArray();
        if (large.Length == 0)
        {
            return TooLarge(kind.Need, offering);
        }

        return large.Any(worker => worker.Accepting) ? null : new WaitReason.NotAccepting(large.Length);
    }

    /// <summary>
    /// For the first message that finds no room: drains the worker that lacks least for it, so that smaller messages behind it
    /// do not take every bit of room that appears. As nothing is started on that worker, it stays the one that lacks least.
    /// </summary>
    public static WaitReason First(Kind kind, long messageId)
    {
        var kept = kind.Offering.Accepting.FirstOrDefault(worker => worker.KeptFor is not null && worker.HasFree(kind));
        var (worker, missing) = Nearest(kind);
        var shortOf = missing.Greatest(worker.Capacity);
        var drained = kind.Offering.TryDrain();
        if (drained)
        {
            worker.Keep(kind, messageId);
        }

        return (kept, drained, kind.Alone) switch
        {
            (not null, _, _) => new WaitReason.RoomKept(kept.Id, kept.KeptFor!.Value),
            (_, true, true) => new WaitReason.EmptyWorkerAwaited(worker.Id),
            (_, true, false) => new WaitReason.RoomAwaited(worker.Id, shortOf),
            (_, false, true) => new WaitReason.NoneEmpty(null),
            (_, false, false) => new WaitReason.Full(shortOf, null),
        };
    }

    /// <summary>For those that come after the first.</summary>
    public static WaitReason Next(WaitReason first, long before) => first switch
    {
        WaitReason.RoomKept => first,
        WaitReason.RoomAwaited awaited => new WaitReason.Full(awaited.Short, before),
        WaitReason.Full full => full with { Behind = before },
        WaitReason.EmptyWorkerAwaited or WaitReason.NoneEmpty => new WaitReason.NoneEmpty(before),
        _ => throw new ArgumentException("It does not wait for room.", nameof(first)),
    };

    private static WaitReason.TooLarge TooLarge(Resources need, IReadOnlyList<WorkerRoom> workers)
    {
        var best = workers.MinBy(worker => need.Missing(worker.Capacity).ShareOf(need))!;
        var dimension = need.Missing(best.Capacity).Greatest(need);
        return new WaitReason.TooLarge(dimension, need[dimension], best.Capacity[dimension]);
    }

    private static (WorkerRoom Worker, Resources Missing) Nearest(Kind kind)
    {
        var nearest = kind.Offering.Accepting
            .Where(worker => worker.Capacity.Covers(kind.Need))
            .MinBy(worker => (kind.Missing(worker).ShareOf(worker.Capacity), worker.Index))!;
        return (nearest, kind.Missing(nearest));
    }
}
