using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Scheduling;

namespace Rushes.Platform.Tests.Scheduling;

/// <summary>A large fleet with a long queue; how long that takes is measured in bench/.</summary>
public sealed class SchedulerScaleTests
{
    private static readonly string[] Functions = ["avc@1", "hevc@1", "av1@1"];

    [Fact]
    public void HundredThousandMessages_OnAThousandWorkers_AreDecided()
    {
        var workers = Enumerable.Range(0, 1_000).Select(Worker).ToArray();
        var bulk = new Scene([.. Enumerable.Range(1, 100_000).Select(id => Pending(id, 2 + (id % 4)))], workers);
        var decision = bulk.Decide();
        var busy = DecidedFleet.After(bulk, decision);
        DecidedFleet.AssertIsSound(busy);
        Assert.Empty(decision.Preemptions);

        var express = new Scene([.. Enumerable.Range(200_000, 100_000).Select(id => Pending(id, id % 50 == 0 ? 1 : 5))], busy);
        var urgent = express.Decide();
        DecidedFleet.AssertIsSound(DecidedFleet.After(express, urgent));
        Assert.Equal(2_000, urgent.Assignments.Count(assignment => assignment.MessageId % 50 == 0));
        Assert.NotEmpty(urgent.Preemptions);
    }

    private static WorkerState Worker(int index) => new(
        $"w{index:D4}", new Shape(index % 3 == 0 ? 64 : 16, index % 3 == 0 ? 256 : 64, 1_000, 1_000),
        Functions.Where((_, function) => index % (function + 2) != 1).ToHashSet(), index % 100 != 99, []);

    private static PendingWork Pending(int id, int priorityClass) => new(
        id, new MessagePriority(priorityClass, id % 1_000, 0), new Shape(1 << (id % 4), 2 << (id % 5), 10, 10 * (id % 3)),
        Functions[id % Functions.Length], 0, Alone: false);
}
