using Google.Protobuf;

namespace Rushes.Platform.Workflows.Rules;

/// <param name="Id">Kind, key and version.</param>
/// <param name="Value">The message.</param>
/// <param name="Created">Database time, milliseconds since 1970 UTC.</param>
internal sealed record Fact(FactId Id, IMessage Value, long Created);

/// <summary>The current facts of a run: of each kind and key the newest version. In the order of their keys.</summary>
internal sealed class WorkingMemory(IEnumerable<Fact> facts)
{
    private readonly ILookup<string, Fact> _facts = facts
        .GroupBy(fact => (fact.Id.Kind, fact.Id.Key))
        .Select(versions => versions.MaxBy(fact => fact.Id.Version)!)
        .OrderBy(fact => fact.Id.Key, StringComparer.Ordinal)
        .ToLookup(fact => fact.Id.Kind);

    public IEnumerable<Fact> Of(string kind) => _facts[kind];
}

/// <summary>Facts for which a condition holds.</summary>
/// <param name="Value">What the lambdas get.</param>
/// <param name="Facts">The facts, in the order of the condition.</param>
/// <param name="Since">When the newest of them came, in database time.</param>
/// <param name="Due">The condition holds from then on, unless a fact comes before; null: it holds.</param>
internal readonly record struct Match<T>(T Value, IReadOnlyList<FactId> Facts, long Since, long? Due);
