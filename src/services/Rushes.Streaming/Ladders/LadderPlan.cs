using Rushes.Contracts;

namespace Rushes.Streaming.Ladders;

/// <summary>What a ladder means for one source.</summary>
public abstract record LadderPlan
{
    private LadderPlan()
    {
    }

    /// <summary>There is at least one recipe of both kinds together.</summary>
    /// <param name="Recipes">Of every frame, low to high.</param>
    /// <param name="HalfRate">Of every second frame, low to high.</param>
    public sealed record Planned(IReadOnlyList<Recipe> Recipes, IReadOnlyList<Recipe> HalfRate) : LadderPlan;

    public sealed record Refused(Failure Failure) : LadderPlan;
}
