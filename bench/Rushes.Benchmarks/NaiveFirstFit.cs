using Rushes.Platform.Functions;
using Rushes.Platform.Scheduling;

namespace Rushes.Benchmarks;

/// <summary>
/// What one would write first: every message in order, on the first worker that has room; urgent ones freeze whatever there is.
/// It explains nothing, keeps no room, and neither weighs preemptions nor queues again.
/// </summary>
internal static class NaiveFirstFit
{
    public static int Decide(IReadOnlyList<PendingWork> pending, IReadOnlyList<WorkerState> workers)
    {
        var free = workers.Select(worker => worker.Running.Aggregate(worker.Capacity, (room, work) => Minus(room, work.Shape))).ToArray();
        var freezable = workers.Select(worker => worker.Running.Where(work => work.Priority.Class > 1).ToList()).ToArray();
        var started = 0;
        foreach (var work in pending
            .OrderBy(work => work.Priority.Class).ThenBy(work => work.Priority.Due).ThenBy(work => work.Priority.Rank).ThenBy(work => work.MessageId))
        {
            var place = Place(work, workers, free);
            if (place < 0 && work.Priority.Class == 1)
            {
                place = Freeze(work, workers, free, freezable);
            }

            if (place >= 0)
            {
                free[place] = Minus(free[place], work.Shape);
                started++;
            }
        }

        return started;
    }

    private static int Place(PendingWork work, IReadOnlyList<WorkerState> workers, Shape[] free)
    {
        for (var i = 0; i < workers.Count; i++)
        {
            if (Fits(free[i], work.Shape) && workers[i].Offers.Contains(work.Requires!))
            {
                return i;
            }
        }

        return -1;
    }

    private static int Freeze(PendingWork work, IReadOnlyList<WorkerState> workers, Shape[] free, List<RunningWork>[] freezable)
    {
        for (var i = 0; i < workers.Count; i++)
        {
            var cores = free[i].Cores + freezable[i].Sum(running => running.Shape.Cores);
            if (!workers[i].Offers.Contains(work.Requires!) || !Fits(free[i] with { Cores = cores, NetworkBps = long.MaxValue }, work.Shape))
            {
                continue;
            }

            while (!Fits(free[i], work.Shape))
            {
                var victim = freezable[i][^1];
                freezable[i].RemoveAt(freezable[i].Count - 1);
                free[i] = free[i] with { Cores = free[i].Cores + victim.Shape.Cores, NetworkBps = free[i].NetworkBps + victim.Shape.NetworkBps };
            }

            return i;
        }

        return -1;
    }

    private static bool Fits(Shape room, Shape need) =>
        need.Cores <= room.Cores && need.MemoryBytes <= room.MemoryBytes && need.DiskBytes <= room.DiskBytes && need.NetworkBps <= room.NetworkBps;

    private static Shape Minus(Shape room, Shape used) => new(
        room.Cores - used.Cores, room.MemoryBytes - used.MemoryBytes, room.DiskBytes - used.DiskBytes, room.NetworkBps - used.NetworkBps);
}
