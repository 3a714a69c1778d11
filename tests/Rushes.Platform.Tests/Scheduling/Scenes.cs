using FsCheck;
using FsCheck.Fluent;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Scheduling;

namespace Rushes.Platform.Tests.Scheduling;

/// <summary>Small sound scenes of every sort, most of them crowded; shrunk by leaving things out.</summary>
internal static class Scenes
{
    private static readonly string[] Functions = ["avc@1", "hevc@1", "hevc@2"];

    public static Arbitrary<Scene> All { get; } = Arb.From(Generate(), Shrink);

    private static Gen<Scene> Generate() =>
        from workers in Gen.Choose(0, 5).SelectMany(count => Gen.CollectToList(Enumerable.Range(0, count), Worker))
        from count in Gen.Choose(0, 14)
        from pending in Gen.CollectToList(Enumerable.Range(0, count), index => Pending(1000 + index))
        select new Scene([.. pending], WithOneOfEachKey(workers));

    private static Gen<PendingWork> Pending(long id) =>
        from priority in Priority
        from shape in NeededShape
        from requires in Gen.Frequency((2, Gen.Constant<string?>(null)), (3, Gen.Elements<string?>(Functions)))
        from alone in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        from key in Key
        select new PendingWork(id, priority, shape, requires, 0, alone, key);

    private static Gen<WorkerState> Worker(int index) =>
        from cores in Gen.Elements(4, 8, 16)
        from memory in Gen.Elements(8, 16, 32)
        from offers in Gen.SubListOf(Functions)
        from accepting in Gen.Frequency((8, Gen.Constant(true)), (1, Gen.Constant(false)))
        from count in Gen.Choose(0, 8)
        from running in Gen.CollectToList(Enumerable.Range(0, count), place => Running((index * 10) + place))
        let capacity = new Shape(cores, memory, 10, 10)
        select new WorkerState($"w{index}", capacity, offers.ToHashSet(), accepting, WhatFits(running, capacity));

    private static Gen<RunningWork> Running(long id) =>
        from priority in Priority
        from shape in NeededShape
        from alone in Gen.Frequency((15, Gen.Constant(false)), (1, Gen.Constant(true)))
        from key in Key
        from frozenMinutes in Gen.Frequency((3, Gen.Constant(-1)), (1, Gen.Choose(0, 20)))
        from canFreeze in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from lost in Gen.Choose(0, 5)
        let frozen = frozenMinutes >= 0 && !alone && priority.Class > 1
        select new RunningWork(
            id, priority, shape, alone, key, 0, frozen, frozen ? Scene.Now - (frozenMinutes * 60_000) : null, canFreeze, lost * 1000);

    private static Gen<MessagePriority> Priority =>
        from priorityClass in Gen.Frequency((2, Gen.Constant(1)), (5, Gen.Choose(2, 5)))
        from due in Gen.Choose(0, 2)
        from rank in Gen.Choose(0, 1)
        select new MessagePriority(priorityClass, due, rank);

    private static Gen<Shape> NeededShape =>
        from cores in Gen.Elements(0, 1, 2, 4, 8, 16)
        from memory in Gen.Elements(0, 1, 2, 4, 8, 16)
        from disk in Gen.Elements(0, 0, 1, 4)
        from network in Gen.Elements(0, 0, 1, 4)
        select new Shape(cores, memory, disk, network);

    private static Gen<string?> Key => Gen.Frequency((6, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>("a", "b", "c")));

    private static List<RunningWork> WhatFits(IEnumerable<RunningWork> running, Shape capacity)
    {
        List<RunningWork> fitting = [];
        foreach (var work in running)
        {
            var alone = work.Alone || fitting.Exists(other => other.Alone);
            if ((fitting.Count == 0 || !alone) && Resources.Of(capacity).Covers(DecidedFleet.Used([.. fitting, work])))
            {
                fitting.Add(work);
            }
        }

        return fitting;
    }

    private static WorkerState[] WithOneOfEachKey(IEnumerable<WorkerState> workers)
    {
        var keys = new HashSet<string>();
        return [.. workers.Select(worker => worker with
        {
            Running = [.. worker.Running.Select(work => work.Exclusive is { } key && !keys.Add(key) ? work with { Exclusive = null } : work)],
        })];
    }

    private static IEnumerable<Scene> Shrink(Scene scene) =>
    [
        .. scene.Pending.Select(left => scene with { Pending = [.. scene.Pending.Where(work => work != left)] }),
        .. scene.Workers.Select(left => scene with { Workers = [.. scene.Workers.Where(worker => worker != left)] }),
        .. from worker in scene.Workers
           from left in worker.Running
           let smaller = worker with { Running = [.. worker.Running.Where(work => work != left)] }
           select scene with { Workers = [.. scene.Workers.Select(other => other == worker ? smaller : other)] },
    ];
}
