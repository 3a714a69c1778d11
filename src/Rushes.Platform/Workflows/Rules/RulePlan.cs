namespace Rushes.Platform.Workflows.Rules;

/// <summary>What an evaluation leads to: it makes facts of what has ended, or, where nothing has, fires rules.</summary>
internal sealed record RulePlan
{
    public IReadOnlyList<TakenIn> TakenIn { get; init; } = [];

    /// <summary>In order; only the last may end the run.</summary>
    public IReadOnlyList<PlannedFiring> Firings { get; init; } = [];

    /// <summary>Not all that could be done now is planned.</summary>
    public bool More { get; init; }

    /// <summary>When something will be due next, in database time; null: nothing waits for a time.</summary>
    public long? Alarm { get; init; }
}

/// <summary>A call or timer that has ended.</summary>
/// <param name="Fact">Null: dropped.</param>
internal sealed record TakenIn(OpenFiring Firing, NewFact? Fact);

/// <param name="Facts">What it gives at once.</param>
/// <param name="Call">What it calls, if it does.</param>
/// <param name="Response">Of the run, if it ends that.</param>
/// <param name="MatchText">Where the match is too long for a column.</param>
internal sealed record PlannedFiring(
    RuleDefinition Rule, MatchedFacts Match, IReadOnlyList<NewFact> Facts, PlannedCall? Call, Payload? Response, Payload? MatchText);

internal sealed record PlannedCall(string Method, Payload Request);
