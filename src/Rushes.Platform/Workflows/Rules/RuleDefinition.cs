using Google.Protobuf;
using Rushes.Contracts;

namespace Rushes.Platform.Workflows.Rules;

/// <summary>One rule, as the engine sees it: types are gone.</summary>
/// <param name="RuleSet">The name of its rule set.</param>
/// <param name="Name">Of its row.</param>
/// <param name="Waits">Kinds of its condition.</param>
/// <param name="Find">Its condition.</param>
internal sealed record RuleDefinition(
    string RuleSet, string Name, IReadOnlyList<IFactKind> Waits, Func<WorkingMemory, IEnumerable<FoundMatch>> Find)
{
    /// <summary>Facts that it gives at once.</summary>
    public IReadOnlyList<Emission> Emissions { get; private set; } = [];

    /// <summary>What it starts. Null: it is done when it has fired.</summary>
    public FollowUp? FollowUp { get; set; }

    /// <summary>Ends the run. Null: it goes on.</summary>
    public Func<object, IMessage>? Response { get; init; }

    /// <summary>All kinds that it may give.</summary>
    public IEnumerable<IFactKind> Gives => Emissions.Select(emission => emission.Kind).Concat(FollowUp?.Gives ?? []);

    public void Emit(Emission emission) => Emissions = [.. Emissions, emission];

    /// <exception cref="ArgumentException">It starts something already.</exception>
    public void Start(FollowUp followUp) => FollowUp = FollowUp is null
        ? followUp
        : throw new ArgumentException($"{RuleSet}: rule '{Name}' starts more than one thing. Make it two rules.", nameof(followUp));
}

/// <param name="Value">What the lambdas get.</param>
/// <param name="Facts">What matched.</param>
/// <param name="Due">In database time; null: at once.</param>
internal sealed record FoundMatch(object Value, MatchedFacts Facts, long? Due);

internal sealed record Emission(IFactKind Kind, Func<object, IEnumerable<IMessage>> Facts);

/// <summary>What a rule starts, and what becomes of it.</summary>
internal abstract record FollowUp
{
    /// <summary>Facts that it was based on are not current any more: what it gives is dropped.</summary>
    public bool UnlessSuperseded { get; init; }

    public abstract IEnumerable<IFactKind> Gives { get; }

    public sealed record Call(string Method, Func<object, IMessage> Request, IFactKind Kind, Func<object, byte[], IMessage> Fact) : FollowUp
    {
        /// <summary>Null: a failure of the call is one of the run.</summary>
        public FailureEmission? OnFailure { get; init; }

        public override IEnumerable<IFactKind> Gives => OnFailure is null ? [Kind] : [Kind, OnFailure.Kind];
    }

    public sealed record Timer(TimeSpan Delay, IFactKind Kind, Func<object, IMessage> Fact) : FollowUp
    {
        public override IEnumerable<IFactKind> Gives => [Kind];
    }
}

internal sealed record FailureEmission(IFactKind Kind, Func<object, IReadOnlyList<Failure>, IMessage> Fact);
