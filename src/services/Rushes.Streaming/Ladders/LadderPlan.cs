using Rushes.Contracts;

namespace Rushes.Streaming.Ladders;

/// <summary>What a ladder means for one source.</summary>
public abstract record LadderPlan
{
    private LadderPlan()
    {
    }

    /// <param name="Recipes">Low to high; at least one.</param>
    public sealed record Planned(IReadOnlyList<Recipe> Recipes) : LadderPlan;

    public sealed record Refused(Failure Failure) : LadderPlan;
}
