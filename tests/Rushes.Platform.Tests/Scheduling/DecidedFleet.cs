using Rushes.Platform.Functions;
using Rushes.Platform.Scheduling;

namespace Rushes.Platform.Tests.Scheduling;

/// <summary>Carries a decision out, as the queue would, and refuses every step that a queue could not take.</summary>
internal static class DecidedFleet
{
    public static IReadOnlyList<WorkerState> After(Scene scene, Decision decision)
    {
        var workers = scene.Workers.ToDictionary(worker => worker.Id, worker => worker.Running.ToDictionary(work => work.MessageId));
        var states = scene.Workers.ToDictionary(worker => worker.Id);
        var pending = scene.Pending.ToDictionary(work => work.MessageId);
        foreach (var preemption in decision.Preemptions)
        {
            Preempt(preemption, workers[preemption.Worker], decision);
        }

        foreach (var (message, worker) in decision.Resumptions)
        {
            var work = workers[worker][message];
            Assert.True(work.Suspended, $"{message} is not frozen");
            workers[worker][message] = work with { Suspended = false, SuspendedAt = null };
        }

        foreach (var (message, worker) in decision.Assignments)
        {
            Assert.True(pending.Remove(message, out var work), $"{message} is not pending, or starts twice");
            Assert.True(states[worker].Accepting, $"{message} starts on {worker}, which accepts nothing");
            Assert.True(work.Requires is null || states[worker].Offers.Contains(work.Requires), $"{worker} does not offer {work.Requires}");
            workers[worker].Add(message, new RunningWork(
                message, work.Priority, work.Shape, work.Alone, work.Exclusive, Scene.Now, Suspended: false, null, CanFreeze: message % 4 != 0, 1000 + message));
        }

        Assert.Equal(pending.Keys.Order(), decision.Reasons.Keys.Order());
        return [.. scene.Workers.Select(worker => worker with { Running = [.. workers[worker.Id].Values] })];
    }

    /// <summary>Nothing is over capacity, beside what runs alone, or second with its key.</summary>
    public static void AssertIsSound(IReadOnlyList<WorkerState> workers)
    {
        foreach (var worker in workers)
        {
            Assert.True(Resources.Of(worker.Capacity).Covers(Used(worker.Running)), $"{worker.Id} is over its capacity");
            Assert.True(worker.Running.Count <= 1 || !worker.Running.Any(work => work.Alone), $"{worker.Id} has something beside what runs alone");
        }

        var keys = workers.SelectMany(worker => worker.Running).Select(work => work.Exclusive).Where(key => key is not null).ToArray();
        Assert.Equal(keys.Distinct().Count(), keys.Length);
    }

    public static Resources Used(IEnumerable<RunningWork> running) =>
        running.Aggregate(default(Resources), (sum, work) => sum + Held(work.Shape, work.Suspended));

    private static Resources Held(Shape shape, bool suspended) => new(
        suspended ? 0 : shape.Cores, shape.MemoryBytes, shape.DiskBytes, suspended ? 0 : shape.NetworkBps);

    private static void Preempt(Preemption preemption, Dictionary<long, RunningWork> running, Decision decision)
    {
        var victim = running[preemption.MessageId];
        if (preemption.For is { } urgent)
        {
            Assert.NotEqual(1, victim.Priority.Class);
            Assert.Contains(new Assignment(urgent, preemption.Worker), decision.Assignments);
        }
        else
        {
            Assert.Equal(PreemptionKind.Requeue, preemption.Kind);
            Assert.True(victim.SuspendedAt < Scene.Now - SchedulingPolicy.Default.FreezeLimit.TotalMilliseconds, "not frozen for too long");
        }

        if (preemption.Kind == PreemptionKind.Requeue)
        {
            running.Remove(preemption.MessageId);
        }
        else
        {
            Assert.True(victim is { CanFreeze: true, Suspended: false }, $"{victim.MessageId} cannot be frozen");
            running[victim.MessageId] = victim with { Suspended = true, SuspendedAt = Scene.Now };
        }
    }
}
