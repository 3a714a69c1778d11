using Rushes.Platform.Functions;

namespace Rushes.Platform.Scheduling;

/// <summary>Messages that fit the same workers. One that finds no room speaks for all that come after it.</summary>
internal sealed class Kind
{
    public Kind(Shape shape, string? requires, bool alone, Fleet fleet)
    {
        (Need, Requires, Alone, Fleet, Offering) = (Resources.Of(shape), requires, alone, fleet, fleet.Offering(requires));
        Hopeless = Waiting.WithoutHope(this);
        Fitting = new Ranking<BestFit>(this, BestFit.TryMeasure);
    }

    public Resources Need { get; }

    public string? Requires { get; }

    public bool Alone { get; }

    public Fleet Fleet { get; }

    public Offering Offering { get; }

    /// <summary>Why no worker of this fleet takes it, even if nothing else ran.</summary>
    public WaitReason? Hopeless { get; }

    /// <summary>The workers with room for it.</summary>
    public Ranking<BestFit> Fitting { get; }

    /// <summary>The workers that could make room for it by preemption; made when first needed.</summary>
    public Ranking<PreemptionPlan>? Displacing { get; set; }

    /// <summary>Why its first message without room waits; null: none does yet.</summary>
    public WaitReason? First { get; set; }

    /// <summary>The last message that found no room.</summary>
    public long LastWaiting { get; set; }

    /// <summary>What still has to end on the worker before it can start there.</summary>
    public Resources Missing(WorkerRoom worker) => (Alone ? worker.Capacity : Need).Missing(worker.Room);
}
