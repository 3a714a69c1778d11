using Google.Protobuf;
using Rushes.Contracts;

namespace Rushes.Platform.Workflows.Rules;

/// <summary>
/// What a rule does when it fires: it gives any number of facts at once, and starts at most one call or timer, which gives a
/// fact later. A DAG is started by calling the method that it answers, also of the own service.
/// </summary>
public sealed class Rule<T>
{
    private readonly RuleDefinition _definition;

    internal Rule(RuleDefinition definition) => _definition = definition;

    /// <summary>A fact. One that equals the current version of its kind and key changes nothing.</summary>
    public Rule<T> Emit<TFact>(FactKind<TFact> kind, Func<T, TFact> fact)
        where TFact : class, IMessage<TFact> => EmitEach(kind, match => [fact(match)]);

    /// <summary>Several facts of a kind.</summary>
    public Rule<T> EmitEach<TFact>(FactKind<TFact> kind, Func<T, IEnumerable<TFact>> facts)
        where TFact : class, IMessage<TFact>
    {
        _definition.Emit(new Emission(kind, match => facts((T)match)));
        return this;
    }

    /// <summary>A call; its answer becomes a fact. A call that fails fails the run, unless <see cref="RuleCall{T}.OnFailure"/> says what else.</summary>
    /// <param name="method">Of another service, or of the own one.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="kind">Of the fact.</param>
    /// <param name="fact">From what matched and the answer.</param>
    public RuleCall<T> Call<TRequest, TResponse, TFact>(
        Method<TRequest, TResponse> method, Func<T, TRequest> request, FactKind<TFact> kind, Func<T, TResponse, TFact> fact)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
        where TFact : class, IMessage<TFact> => new(_definition, new FollowUp.Call(
            method.FullName, match => request((T)match), kind, (match, response) => fact((T)match, method.ResponseParser.ParseFrom(response))));

    /// <summary>A fact after a time.</summary>
    public RuleTimer EmitAfter<TFact>(TimeSpan delay, FactKind<TFact> kind, Func<T, TFact> fact)
        where TFact : class, IMessage<TFact> => new(_definition, new FollowUp.Timer(delay, kind, match => fact((T)match)));
}

/// <summary>What becomes of a call that a rule has started.</summary>
public sealed class RuleCall<T>
{
    private readonly RuleDefinition _definition;
    private FollowUp.Call _call;

    internal RuleCall(RuleDefinition definition, FollowUp.Call call)
    {
        (_definition, _call) = (definition, call);
        definition.Start(call);
    }

    /// <summary>A call that has failed for good becomes a fact too, and the run goes on.</summary>
    public RuleCall<T> OnFailure<TFact>(FactKind<TFact> kind, Func<T, IReadOnlyList<Failure>, TFact> fact)
        where TFact : class, IMessage<TFact> =>
        Set(_call with { OnFailure = new FailureEmission(kind, (match, failures) => fact((T)match, failures)) });

    /// <summary>
    /// The call goes on to its end in any case. If a fact that it was made for has a newer version by then, its answer is dropped;
    /// without this, it becomes a fact, and the lambda sees what it was based on.
    /// </summary>
    public RuleCall<T> UnlessSuperseded() => Set(_call with { UnlessSuperseded = true });

    private RuleCall<T> Set(FollowUp.Call call)
    {
        _definition.FollowUp = _call = call;
        return this;
    }
}

/// <summary>What becomes of a timer that a rule has started.</summary>
public sealed class RuleTimer
{
    private readonly RuleDefinition _definition;
    private readonly FollowUp.Timer _timer;

    internal RuleTimer(RuleDefinition definition, FollowUp.Timer timer)
    {
        (_definition, _timer) = (definition, timer);
        definition.Start(timer);
    }

    /// <summary>No fact, if one that it was set for has a newer version by then.</summary>
    public void UnlessSuperseded() => _definition.FollowUp = _timer with { UnlessSuperseded = true };
}
