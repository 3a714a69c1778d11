using Google.Protobuf;

namespace Rushes.Platform.Workflows.Rules;

/// <summary>
/// What must be there for a rule to fire, and what the rule then gets: one <typeparamref name="T"/> for each set of facts for
/// which it holds. Lambdas must depend on nothing but their arguments: they are asked again and again, also after a restart.
/// </summary>
public abstract class Condition<T>
{
    private protected Condition()
    {
    }

    internal abstract IEnumerable<IFactKind> Kinds { get; }

    /// <summary>A pure function of the facts.</summary>
    internal abstract IEnumerable<Match<T>> Matches(WorkingMemory memory);

    /// <summary>Only where that holds.</summary>
    public Condition<T> Where(Func<T, bool> holds) => new WhereCondition<T>(this, holds);

    /// <summary>The same facts under another view, for shorter lambdas.</summary>
    public Condition<TView> Select<TView>(Func<T, TView> view) => new ViewCondition<T, TView>(this, view);

    /// <summary>Both: every one of these with every one of the others.</summary>
    public Condition<(T First, TOther Second)> And<TOther>(Condition<TOther> other) => And(other, (_, _) => true);

    /// <summary>Both, where they belong together.</summary>
    public Condition<(T First, TOther Second)> And<TOther>(Condition<TOther> other, Func<T, TOther, bool> together) =>
        new PairCondition<T, TOther>(this, other, together);

    /// <summary>Both, where they have the same key; quicker than a predicate where there are many.</summary>
    public Condition<(T First, TOther Second)> And<TOther, TKey>(Condition<TOther> other, Func<T, TKey> key, Func<TOther, TKey> otherKey)
        where TKey : notnull => new KeyedPairCondition<T, TOther, TKey>(this, other, key, otherKey);

    /// <summary>With all facts of a kind that belong to it, in the order of their keys; there may be none. <see cref="Where"/> says when they are complete.</summary>
    public Condition<(T First, IReadOnlyList<TOther> Second)> AndAll<TOther>(FactKind<TOther> others, Func<T, TOther, bool> belongs)
        where TOther : class, IMessage<TOther> => new AllCondition<T, TOther>(this, others, belongs);

    /// <summary>While there is no fact of a kind that belongs to it.</summary>
    public Condition<T> AndNone<TOther>(FactKind<TOther> other, Func<T, TOther, bool> belongs)
        where TOther : class, IMessage<TOther> => new NoneCondition<T, TOther>(this, other, belongs);

    /// <summary>Only when so much time has passed since the newest of its facts came: <c>AndNone(…).After(…)</c> is their absence in time.</summary>
    public Condition<T> After(TimeSpan time) => new AfterCondition<T>(this, time);
}
