using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Workflows.Rules;

namespace Rushes.Platform.Tests.Workflows.Rules;

/// <summary>Conditions are pure functions of facts: no database, no clock.</summary>
public sealed class ConditionTests
{
    private static readonly FactKind<Rational> Chunk = new("chunk", Rational.Parser, chunk => $"{chunk.Numerator}");
    private static readonly FactKind<Rational> Score = new("score", Rational.Parser, score => $"{score.Numerator}");
    private static readonly FactKind<FrameRange> Plan = new("plan", FrameRange.Parser);

    private readonly List<Fact> _facts = [];

    [Fact]
    public void Kind_StandsForEachOfItsCurrentFactsInTheOrderOfKeys()
    {
        Add(Chunk, 2, 1);
        Add(Chunk, 1, 1);
        Add(Chunk, 1, 2, version: 2);
        Add(Score, 1, 1);

        Assert.Equal(["chunk/1@2", "chunk/2@1"], Found(Chunk));
        Assert.Equal([2L, 1L], Values(Chunk).Select(chunk => chunk.Denominator));
    }

    [Fact]
    public void Where_LeavesOutWhatDoesNotHold()
    {
        Add(Chunk, 1, 1);
        Add(Chunk, 2, 1);

        Assert.Equal(["chunk/2@1"], Found(Chunk.Where(chunk => chunk.Numerator == 2)));
    }

    [Fact]
    public void And_WithoutMore_IsEachWithEach()
    {
        Add(Chunk, 1, 1);
        Add(Chunk, 2, 1);
        Add(Score, 7, 1);
        Add(Score, 8, 1);

        Assert.Equal(["chunk/1@1 score/7@1", "chunk/1@1 score/8@1", "chunk/2@1 score/7@1", "chunk/2@1 score/8@1"], Found(Chunk.And(Score)));
    }

    [Fact]
    public void And_ByPredicateOrByKey_IsThoseThatBelongTogether()
    {
        Add(Chunk, 1, 1);
        Add(Chunk, 2, 1);
        Add(Score, 2, 5);
        Add(Score, 3, 5);

        Assert.Equal(["chunk/2@1 score/2@1"], Found(Chunk.And(Score, (chunk, score) => chunk.Numerator == score.Numerator)));
        Assert.Equal(["chunk/2@1 score/2@1"], Found(Chunk.And(Score, chunk => chunk.Numerator, score => score.Numerator)));
    }

    [Fact]
    public void And_OfThree_IsReadThroughAView()
    {
        Add(Chunk, 1, 1);
        Add(Score, 1, 9);
        AddPlan(0, 5);

        var condition = Chunk.And(Score).And(Plan).Select(all => all.First.Second.Denominator + all.Second.To);

        Assert.Equal([14L], Values(condition));
        Assert.Equal(["chunk/1@1 score/1@1 plan@1"], Found(condition));
    }

    [Fact]
    public void AndAll_IsOneMatchWithAllThatBelong_AnotherWhenOneIsNewer()
    {
        AddPlan(0, 2);
        var complete = Plan.AndAll(Chunk, (plan, chunk) => chunk.Numerator < plan.To).Where(all => all.Second.Count == all.First.To);
        Add(Chunk, 0, 1);
        Add(Chunk, 9, 1);
        Assert.Empty(Found(complete));

        Add(Chunk, 1, 1);
        Assert.Equal(["plan@1 chunk/0@1 chunk/1@1"], Found(complete));

        Add(Chunk, 0, 2, version: 2);
        Assert.Equal(["plan@1 chunk/0@2 chunk/1@1"], Found(complete));
    }

    [Fact]
    public void AndAll_OfNothing_IsAnEmptyList()
    {
        AddPlan(0, 2);

        Assert.Empty(Assert.Single(Values(Plan.AndAll(Chunk, (_, _) => true))).Second);
    }

    [Fact]
    public void AndNone_HoldsOnlyWhileThereIsNone()
    {
        Add(Chunk, 1, 1);
        Add(Chunk, 2, 1);
        Add(Score, 2, 1);

        Assert.Equal(["chunk/1@1"], Found(Chunk.AndNone(Score, (chunk, score) => chunk.Numerator == score.Numerator)));
    }

    [Fact]
    public void AndNone_AfterATime_IsDueSoLongAfterTheNewestOfItsFacts()
    {
        Add(Chunk, 1, 1, created: 1000);
        AddPlan(0, 2, created: 5000);

        var match = Assert.Single(Chunk.And(Plan).AndNone(Score, (_, _) => true).After(TimeSpan.FromSeconds(2)).Matches(Memory));
        Assert.Equal(7000, match.Due);

        Add(Score, 1, 1);
        Assert.Empty(Found(Chunk.And(Plan).AndNone(Score, (_, _) => true).After(TimeSpan.FromSeconds(2))));
    }

    [Fact]
    public void AndNone_TwoTimes_IsDueAtTheLater()
    {
        Add(Chunk, 1, 1, created: 1000);

        var both = Chunk.AndNone(Score, (_, _) => true).After(TimeSpan.FromSeconds(3)).AndNone(Plan, (_, _) => true).After(TimeSpan.FromSeconds(2));

        Assert.Equal(4000, Assert.Single(both.Matches(Memory)).Due);
    }

    [Theory]
    [InlineData("", "plan@3")]
    [InlineData("1080p", "plan/1080p@3")]
    [InlineData("a b/c@2", "plan/a%20b%2Fc%402@3")]
    public void FactId_AsText_IsReadBack(string key, string text)
    {
        var id = new FactId("plan", key, 3);

        Assert.Equal(text, id.ToString());
        Assert.Equal(id, FactId.Parse(text));
    }

    [Fact]
    public void MatchedFacts_TooManyForAColumn_AreADigestThere()
    {
        var few = new MatchedFacts([new FactId("chunk", "1", 1), new FactId("plan", "", 2)]);
        var many = new MatchedFacts([.. Enumerable.Range(0, 500).Select(n => new FactId("chunk", $"{n}", 1))]);
        var others = new MatchedFacts([.. Enumerable.Range(0, 500).Select(n => new FactId("chunk", $"{n}", 2))]);

        Assert.Equal(("chunk/1@1 plan@2", "because chunk 1 v1, plan v2"), (few.Column, few.Because));
        Assert.InRange(many.Column.Length, 64, 100);
        Assert.NotEqual(many.Column, others.Column);
        Assert.Equal("because chunk 0 v1, chunk 1 v1, chunk 2 v1, chunk 3 v1, chunk 4 v1, chunk 5 v1 and 494 more", many.Because);
        Assert.Equal(many.Facts, MatchedFacts.Parse(many.Text).Facts);
    }

    private WorkingMemory Memory => new(_facts);

    private IEnumerable<string> Found<T>(Condition<T> condition) => condition.Matches(Memory).Select(match => string.Join(' ', match.Facts));

    private IEnumerable<T> Values<T>(Condition<T> condition) => condition.Matches(Memory).Select(match => match.Value);

    private void Add(FactKind<Rational> kind, long numerator, long denominator, long version = 1, long created = 0) =>
        Add(kind, new Rational { Numerator = numerator, Denominator = denominator }, version, created);

    private void AddPlan(long from, long to, long created = 0) => Add(Plan, new FrameRange { From = from, To = to }, 1, created);

    private void Add(IFactKind kind, IMessage value, long version, long created) =>
        _facts.Add(new Fact(new FactId(kind.Name, kind.KeyOf(value), version), value, created));
}
