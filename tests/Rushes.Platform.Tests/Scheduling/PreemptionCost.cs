using Rushes.Platform.Scheduling;

namespace Rushes.Platform.Tests.Scheduling;

/// <summary>The first two things that make a preemption dear; found by trying all sets of victims on all workers.</summary>
internal sealed record PreemptionCost(bool Requeues, int MostUrgentClass)
{
    public static PreemptionCost Cheapest(Scene scene, PendingWork urgent) =>
        scene.Workers
            .Where(worker => worker.Accepting && (urgent.Requires is null || worker.Offers.Contains(urgent.Requires)))
            .SelectMany(worker => OnWorker(WithoutOverdue(worker), Resources.Of(urgent.Shape)))
            .OrderBy(cost => cost.Requeues)
            .ThenByDescending(cost => cost.MostUrgentClass)
            .First();

    // What was frozen for too long is queued again before, if its cores are taken.
    private static WorkerState WithoutOverdue(WorkerState worker)
    {
        var given = new Scene([], [worker]).Decide().Preemptions.Select(preemption => preemption.MessageId).ToHashSet();
        return worker with { Running = [.. worker.Running.Where(work => !given.Contains(work.MessageId))] };
    }

    private static IEnumerable<PreemptionCost> OnWorker(WorkerState worker, Resources need)
    {
        var victims = worker.Running.Where(work => work.Priority.Class > 1).ToArray();
        var ways = (int)Math.Pow(3, victims.Length);
        for (var way = 1; way < ways; way++)
        {
            if (After(worker, victims, way) is { } cost && (Resources.Of(worker.Capacity) - DecidedFleet.Used(cost.Left)).Covers(need))
            {
                yield return cost.Cost;
            }
        }
    }

    // In base three, a digit for each victim: it stays, it is frozen, it is queued again.
    private static (IReadOnlyList<RunningWork> Left, PreemptionCost Cost)? After(WorkerState worker, RunningWork[] victims, int way)
    {
        var left = worker.Running.ToList();
        var cost = new PreemptionCost(false, int.MaxValue);
        foreach (var victim in victims)
        {
            var (digit, impossible) = (way % 3, way % 3 == 1 && (victim.Suspended || !victim.CanFreeze));
            way /= 3;
            if (impossible)
            {
                return null;
            }

            if (digit > 0)
            {
                left.Remove(victim);
                left.AddRange(digit == 1 ? [victim with { Suspended = true }] : []);
                cost = new PreemptionCost(cost.Requeues || digit == 2, Math.Min(cost.MostUrgentClass, victim.Priority.Class));
            }
        }

        return left.Exists(work => work.Alone) ? null : (left, cost);
    }
}
