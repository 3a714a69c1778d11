using Google.Protobuf;

namespace Rushes.Platform.Workflows.Rules;

internal sealed class WhereCondition<T>(Condition<T> source, Func<T, bool> holds) : Condition<T>
{
    internal override IEnumerable<IFactKind> Kinds => source.Kinds;

    internal override IEnumerable<Match<T>> Matches(WorkingMemory memory) => source.Matches(memory).Where(match => holds(match.Value));
}

internal sealed class ViewCondition<T, TView>(Condition<T> source, Func<T, TView> view) : Condition<TView>
{
    internal override IEnumerable<IFactKind> Kinds => source.Kinds;

    internal override IEnumerable<Match<TView>> Matches(WorkingMemory memory) =>
        source.Matches(memory).Select(match => new Match<TView>(view(match.Value), match.Facts, match.Since, match.Due));
}

internal sealed class PairCondition<T, TOther>(Condition<T> first, Condition<TOther> second, Func<T, TOther, bool> together)
    : Condition<(T First, TOther Second)>
{
    internal override IEnumerable<IFactKind> Kinds => first.Kinds.Concat(second.Kinds);

    internal override IEnumerable<Match<(T First, TOther Second)>> Matches(WorkingMemory memory)
    {
        Match<TOther>[] others = [.. second.Matches(memory)];
        return
            from one in first.Matches(memory)
            from other in others
            where together(one.Value, other.Value)
            select Pair.Of(one, other);
    }
}

internal sealed class KeyedPairCondition<T, TOther, TKey>(
    Condition<T> first, Condition<TOther> second, Func<T, TKey> key, Func<TOther, TKey> otherKey) : Condition<(T First, TOther Second)>
    where TKey : notnull
{
    internal override IEnumerable<IFactKind> Kinds => first.Kinds.Concat(second.Kinds);

    internal override IEnumerable<Match<(T First, TOther Second)>> Matches(WorkingMemory memory) =>
        first.Matches(memory).Join(second.Matches(memory), one => key(one.Value), other => otherKey(other.Value), Pair.Of);
}

internal sealed class AllCondition<T, TOther>(Condition<T> source, FactKind<TOther> others, Func<T, TOther, bool> belongs)
    : Condition<(T First, IReadOnlyList<TOther> Second)>
    where TOther : class, IMessage<TOther>
{
    internal override IEnumerable<IFactKind> Kinds => source.Kinds.Concat(others.Kinds);

    internal override IEnumerable<Match<(T First, IReadOnlyList<TOther> Second)>> Matches(WorkingMemory memory)
    {
        foreach (var one in source.Matches(memory))
        {
            Match<TOther>[] all = [.. others.Matches(memory).Where(other => belongs(one.Value, other.Value))];
            yield return new Match<(T, IReadOnlyList<TOther>)>(
                (one.Value, [.. all.Select(other => other.Value)]), [.. one.Facts, .. all.SelectMany(other => other.Facts)],
                all.Aggregate(one.Since, (since, other) => Math.Max(since, other.Since)), one.Due);
        }
    }
}

internal sealed class NoneCondition<T, TOther>(Condition<T> source, FactKind<TOther> other, Func<T, TOther, bool> belongs) : Condition<T>
    where TOther : class, IMessage<TOther>
{
    internal override IEnumerable<IFactKind> Kinds => source.Kinds.Concat(other.Kinds);

    internal override IEnumerable<Match<T>> Matches(WorkingMemory memory)
    {
        Match<TOther>[] others = [.. other.Matches(memory)];
        return source.Matches(memory).Where(one => !others.Any(fact => belongs(one.Value, fact.Value)));
    }
}

internal sealed class AfterCondition<T>(Condition<T> source, TimeSpan time) : Condition<T>
{
    internal override IEnumerable<IFactKind> Kinds => source.Kinds;

    internal override IEnumerable<Match<T>> Matches(WorkingMemory memory) =>
        source.Matches(memory).Select(match => match with { Due = Pair.Later(match.Due, match.Since + (long)time.TotalMilliseconds) });
}

internal static class Pair
{
    public static Match<(T First, TOther Second)> Of<T, TOther>(Match<T> one, Match<TOther> other) => new(
        (one.Value, other.Value), [.. one.Facts, .. other.Facts], Math.Max(one.Since, other.Since), Later(one.Due, other.Due));

    public static long? Later(long? one, long? other) => one is null ? other : other is null ? one : Math.Max(one.Value, other.Value);
}
