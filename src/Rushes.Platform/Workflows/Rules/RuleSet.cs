using Google.Protobuf;

namespace Rushes.Platform.Workflows.Rules;

/// <summary>
/// The workflow of a service as forward-chaining rules over durable facts. A rule fires once for each set of versions of facts
/// for which its condition holds; a newer version of a fact is another one, so the rule fires again, and no more for the old.
/// Firings, the facts they give and the messages they send are written in one transaction. docs/rules.md tells more.
/// </summary>
public abstract class RuleSet : Workflow
{
    /// <summary>What a run fires at most, unless its rule set says otherwise: rules that feed each other would never end.</summary>
    public const int DefaultMaxFirings = 10_000;

    private protected RuleSet(string name, int version, TimeSpan? limit, int maxFirings, RuleDeclarations declarations)
        : base(name, version, limit)
    {
        MaxFirings = maxFirings;
        RequestKind = declarations.RequestKind;
        Rules = declarations.Rules;
        Accepted = declarations.Accepted;
        Kinds = declarations.Kinds();
        Parts = [.. Rules.Select(rule => new WorkflowPart(rule.Name, [], [], (rule.FollowUp as FollowUp.Call)?.Method))];
    }

    /// <summary>A run that fires more often fails with <c>rules.runaway</c>.</summary>
    public int MaxFirings { get; }

    internal override IReadOnlyList<WorkflowPart> Parts { get; }

    /// <summary>In the order of declaration, in which they fire.</summary>
    internal IReadOnlyList<RuleDefinition> Rules { get; }

    internal IFactKind RequestKind { get; }

    /// <summary>Kinds that come from outside.</summary>
    internal IReadOnlyList<IFactKind> Accepted { get; }

    /// <summary>All kinds, by name.</summary>
    internal IReadOnlyDictionary<string, IFactKind> Kinds { get; }

    internal RuleDefinition Rule(string name) => Rules.Single(rule => rule.Name == name);

    /// <summary>Declares rules.</summary>
    /// <param name="name">Service and workflow: <c>streaming.publish</c>.</param>
    /// <param name="version">Raised whenever the rules change.</param>
    /// <param name="request">Reads the request, which is the first fact.</param>
    /// <param name="declare">Adds the rules.</param>
    /// <param name="limit">A run must be done so long after it was started.</param>
    /// <param name="maxFirings">A run fires no more often.</param>
    /// <exception cref="ArgumentException">The rules do not fit together; every reason is named.</exception>
    public static RuleSet<TRequest, TResponse> Define<TRequest, TResponse>(
        string name, int version, MessageParser<TRequest> request, Action<RuleSetBuilder<TRequest, TResponse>> declare,
        TimeSpan? limit = null, int maxFirings = DefaultMaxFirings)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        ArgumentNullException.ThrowIfNull(declare);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxFirings, 1);
        var builder = new RuleSetBuilder<TRequest, TResponse>(name, request);
        declare(builder);
        builder.Declarations.Check();
        return new RuleSet<TRequest, TResponse>(name, version, limit, maxFirings, builder.Declarations);
    }
}

/// <inheritdoc cref="RuleSet"/>
public sealed class RuleSet<TRequest, TResponse> : RuleSet
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    internal RuleSet(string name, int version, TimeSpan? limit, int maxFirings, RuleDeclarations declarations)
        : base(name, version, limit, maxFirings, declarations)
    {
    }
}
