using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Scheduling;

namespace Rushes.Platform.Tests.Scheduling;

/// <summary>A fleet over time, in rounds: decide, carry out, work for a round. Each message takes from one to eight rounds.</summary>
internal sealed class FleetSimulation(IReadOnlyList<WorkerState> workers)
{
    public const int LongestWork = 8;

    private readonly Dictionary<long, int> _worked = [];
    private readonly Dictionary<long, PendingWork> _known = [];
    private Dictionary<long, PendingWork> _pending = [];
    private IReadOnlyList<WorkerState> _workers = workers;

    public int Rounds { get; private set; }

    public int Requeues { get; private set; }

    public int Freezes { get; private set; }

    public bool IsIdle => _pending.Count == 0 && _workers.All(worker => worker.Running.Count == 0);

    public bool Waits(long message) => _pending.ContainsKey(message);

    /// <param name="due">Null: now.</param>
    public void Send(long id, int priorityClass, Shape shape, string? requires = null, bool alone = false, string? exclusive = null, long? due = null)
    {
        var work = new PendingWork(id, new MessagePriority(priorityClass, due ?? Rounds, 0), shape, requires, Rounds, alone, exclusive);
        _pending.Add(id, work);
        _known.Add(id, work);
    }

    public void WorkOneRound()
    {
        var scene = new Scene([.. _pending.Values], _workers);
        var decision = scene.Decide();
        _workers = DecidedFleet.After(scene, decision);
        DecidedFleet.AssertIsSound(_workers);
        _pending = decision.Reasons.Keys.ToDictionary(id => id, id => _known[id]);
        foreach (var (message, _, kind, _) in decision.Preemptions)
        {
            (Freezes, Requeues) = kind == PreemptionKind.Freeze ? (Freezes + 1, Requeues) : (Freezes, Requeues + 1);
            if (kind == PreemptionKind.Requeue)
            {
                _pending.Add(message, _known[message]);
                _worked.Remove(message);
            }
        }

        _workers = [.. _workers.Select(worker => worker with { Running = [.. worker.Running.Where(work => !IsDone(work))] })];
        Rounds++;
    }

    private bool IsDone(RunningWork work)
    {
        var worked = _worked.GetValueOrDefault(work.MessageId) + (work.Suspended ? 0 : 1);
        _worked[work.MessageId] = worked;
        return worked >= 1 + (work.MessageId * 7 % LongestWork);
    }
}
