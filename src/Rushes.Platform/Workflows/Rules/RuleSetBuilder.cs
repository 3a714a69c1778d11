using Google.Protobuf;

namespace Rushes.Platform.Workflows.Rules;

/// <summary>Declares the rules of a rule set. They fire in the order of declaration.</summary>
public sealed class RuleSetBuilder<TRequest, TResponse>
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    internal RuleSetBuilder(string rules, MessageParser<TRequest> request)
    {
        Request = new FactKind<TRequest>("request", request);
        Declarations = new RuleDeclarations(rules, Request);
    }

    /// <summary>The fact that every run begins with.</summary>
    public FactKind<TRequest> Request { get; }

    internal RuleDeclarations Declarations { get; }

    /// <summary>Facts of this kind come (also) from outside of the run. While rules wait for one, the run is not stuck.</summary>
    public void Accept<T>(FactKind<T> kind)
        where T : class, IMessage<T> => Declarations.Accept(kind);

    /// <summary>A rule: what it does follows.</summary>
    /// <param name="name">Lower-case letters, digits and hyphens.</param>
    /// <param name="condition">When it fires.</param>
    public Rule<T> When<T>(string name, Condition<T> condition) => new(Add(name, condition, null));

    /// <summary>A rule that ends the run; what is under way then is cancelled.</summary>
    /// <param name="name">Lower-case letters, digits and hyphens.</param>
    /// <param name="condition">When it fires.</param>
    /// <param name="response">The response of the run.</param>
    public void EndWhen<T>(string name, Condition<T> condition, Func<T, TResponse> response) =>
        Add(name, condition, match => response((T)match));

    private RuleDefinition Add<T>(string name, Condition<T> condition, Func<object, IMessage>? response) => Declarations.Add(
        new RuleDefinition(Declarations.Name, name, [.. condition.Kinds], memory => condition.Matches(memory).Select(
            match => new FoundMatch(match.Value!, new MatchedFacts(match.Facts), match.Due)))
        {
            Response = response,
        });
}
