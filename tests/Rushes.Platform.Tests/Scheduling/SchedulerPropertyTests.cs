using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Rushes.Platform.Scheduling;

namespace Rushes.Platform.Tests.Scheduling;

/// <summary>What holds for every fleet and every queue. A failure names the smallest scene found.</summary>
public sealed class SchedulerPropertyTests
{
    [Fact]
    public void Decision_CarriedOut_LeavesASoundFleet() =>
        Holds((scene, decision) => DecidedFleet.AssertIsSound(DecidedFleet.After(scene, decision)));

    [Fact]
    public void Decision_SameSceneInAnotherOrder_IsTheSame() => Holds((scene, decision) =>
    {
        var shuffled = new Scene(
            [.. scene.Pending.Reverse()],
            [.. scene.Workers.Reverse().Select(worker => worker with { Running = [.. worker.Running.Reverse()] })]);
        Assert.Equal(SceneText.Write(decision), SceneText.Write(shuffled.Decide()));
    });

    [Fact]
    public void UrgentMessage_ThatCouldDisplaceOthers_DoesNotWait() => Holds((scene, decision) =>
    {
        var after = DecidedFleet.After(scene, decision);
        foreach (var work in scene.Pending.Where(work => work.Priority.Class == 1 && WaitsForRoom(decision, work)))
        {
            foreach (var worker in Possible(after, work).Where(worker => !IsKeptForUrgent(scene, decision, worker.Id, work)))
            {
                var urgent = worker with { Running = [.. worker.Running.Where(running => running.Priority.Class == 1)] };
                Assert.False(HasRoom(urgent, work), $"{work.MessageId} could displace others on {worker.Id}");
            }
        }
    });

    [Fact]
    public void Message_ThatWaitsForRoom_FitsNowhere() => Holds((scene, decision) =>
    {
        var after = DecidedFleet.After(scene, decision);
        foreach (var work in scene.Pending.Where(work => WaitsForRoom(decision, work) && decision.Reasons[work.MessageId] is not WaitReason.RoomKept))
        {
            // What a later, smaller urgent message left over is given out by the next decision, with its reasons.
            var later = decision.Preemptions
                .Where(preemption => preemption.For is { } urgent && TurnOf(scene, work.MessageId).CompareTo(TurnOf(scene, urgent)) < 0)
                .Select(preemption => preemption.Worker);
            Assert.DoesNotContain(Possible(after, work), worker => !later.Contains(worker.Id) && HasRoom(worker, work));
        }
    });

    [Fact]
    public void RoomKept_IsKeptForOneThatGoesFirst() => Holds((scene, decision) =>
    {
        foreach (var (message, reason) in decision.Reasons)
        {
            if (reason is WaitReason.RoomKept kept)
            {
                var work = scene.Pending.Single(pending => pending.MessageId == message);
                Assert.True(TurnOf(scene, kept.For).CompareTo(TurnOf(scene, work.MessageId)) < 0, $"{kept.For} comes after {message}");
                Assert.DoesNotContain(decision.Assignments, assignment => assignment.MessageId == kept.For);
            }
        }
    });

    [Fact]
    public void Message_WhoseLikeBeforeItWaits_DoesNotStart() => Holds((scene, decision) =>
    {
        var starts = decision.Assignments.Select(assignment => assignment.MessageId).ToHashSet();
        foreach (var waits in scene.Pending.Where(work => WaitsForRoom(decision, work)))
        {
            var overtaking = scene.Pending.Where(work =>
                starts.Contains(work.MessageId)
                && (work.Shape, work.Requires, work.Alone) == (waits.Shape, waits.Requires, waits.Alone)
                && TurnOf(scene, waits.MessageId).CompareTo(TurnOf(scene, work.MessageId)) < 0);
            Assert.Empty(overtaking);
        }
    });

    [Fact]
    public void FrozenMessage_ThatWaits_IsNotOvertakenOnItsCores() => Holds((scene, decision) =>
    {
        var after = DecidedFleet.After(scene, decision);
        foreach (var worker in after)
        {
            foreach (var frozen in worker.Running.Where(work => work.Suspended && work.Shape.Cores > 0))
            {
                var started = worker.Running.Where(work =>
                    decision.Assignments.Any(assignment => assignment.MessageId == work.MessageId)
                    && TurnOf(scene, frozen.MessageId).CompareTo(TurnOf(scene, work.MessageId)) < 0);
                var cores = worker.Running.Where(work => !work.Suspended).Sum(work => work.Shape.Cores);
                Assert.True(
                    cores + frozen.Shape.Cores <= worker.Capacity.Cores || started.All(work => work.Shape.Cores == 0),
                    $"{frozen.MessageId} is overtaken on {worker.Id}");
            }
        }
    });

    [Fact]
    public void Preemption_OfOneUrgentMessage_IsNoDearerThanItMustBe() => Holds((scene, _) =>
    {
        foreach (var urgent in scene.Pending.Where(work => work.Priority.Class == 1 && !work.Alone))
        {
            var alone = scene with { Pending = [urgent] };
            var preemptions = alone.Decide().Preemptions.Where(preemption => preemption.For is not null).ToArray();
            if (preemptions.Length > 0)
            {
                var running = alone.Workers.SelectMany(worker => worker.Running).ToDictionary(work => work.MessageId);
                var chosen = new PreemptionCost(
                    preemptions.Any(preemption => preemption.Kind == PreemptionKind.Requeue),
                    preemptions.Min(preemption => running[preemption.MessageId].Priority.Class));
                Assert.Equal(PreemptionCost.Cheapest(alone, urgent), chosen);
            }
        }
    });

    [Fact]
    public void Preemption_OfOneUrgentMessage_TakesNobodyNeedlessly() => Holds((scene, _) =>
    {
        foreach (var urgent in scene.Pending.Where(work => work.Priority.Class == 1))
        {
            var alone = scene with { Pending = [urgent] };
            var decision = alone.Decide() with { Resumptions = [] };
            var after = DecidedFleet.After(alone, decision);
            foreach (var preemption in decision.Preemptions.Where(preemption => preemption.For is not null))
            {
                var victim = alone.Workers.SelectMany(worker => worker.Running).Single(work => work.MessageId == preemption.MessageId);
                var worker = after.Single(worker => worker.Id == preemption.Worker);
                RunningWork[] spared = [.. worker.Running.Where(work => work.MessageId != victim.MessageId), victim];
                Assert.True(
                    urgent.Alone || victim.Alone || !Resources.Of(worker.Capacity).Covers(DecidedFleet.Used(spared)),
                    $"{victim.MessageId} need not give way to {urgent.MessageId}");
            }
        }
    });

    private static void Holds(Action<Scene, Decision> property) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20260701, 77), FSharpOption<int>.None))),
        Prop.ForAll(Scenes.All, scene => property(scene, scene.Decide())));

    private static bool WaitsForRoom(Decision decision, PendingWork work) => decision.Reasons.GetValueOrDefault(work.MessageId)
        is WaitReason.RoomKept or WaitReason.RoomAwaited or WaitReason.EmptyWorkerAwaited or WaitReason.Full or WaitReason.NoneEmpty;

    private static IEnumerable<WorkerState> Possible(IEnumerable<WorkerState> workers, PendingWork work) =>
        workers.Where(worker => worker.Accepting && (work.Requires is null || worker.Offers.Contains(work.Requires)));

    private static bool HasRoom(WorkerState worker, PendingWork work)
    {
        var capacity = Resources.Of(worker.Capacity);
        return work.Alone
            ? worker.Running.Count == 0 && capacity.Covers(Resources.Of(work.Shape))
            : !worker.Running.Any(running => running.Alone) && (capacity - DecidedFleet.Used(worker.Running)).Covers(Resources.Of(work.Shape));
    }

    // An urgent message before it is being given room there.
    private static bool IsKeptForUrgent(Scene scene, Decision decision, string worker, PendingWork work) => scene.Pending.Any(other =>
        other.Priority.Class == 1
        && TurnOf(scene, other.MessageId).CompareTo(TurnOf(scene, work.MessageId)) < 0
        && WaitsForRoom(decision, other)
        && (decision.Reasons[other.MessageId] is not WaitReason.RoomAwaited awaited || awaited.Worker == worker));

    private static Turn TurnOf(Scene scene, long message) =>
        scene.Pending.FirstOrDefault(work => work.MessageId == message) is { } pending
            ? new Turn(pending.Priority, IsNew: true, message)
            : new Turn(scene.Workers.SelectMany(worker => worker.Running).Single(work => work.MessageId == message).Priority, IsNew: false, message);
}
