using Rushes.Contracts;
using Rushes.Platform.Workflows.Rules;

namespace Rushes.Platform.Tests.Workflows.Rules;

/// <summary>What is refused where the rules are declared.</summary>
public sealed class RuleSetTests
{
    private static readonly FactKind<Rational> Number = new("number", Rational.Parser);

    [Fact]
    public void Define_SameNameTwice_IsRefused() => Refused("there is a rule 'one' already", rules =>
    {
        rules.When("one", rules.Request).Emit(Number, number => number);
        rules.EndWhen("one", Number, number => number);
    });

    [Fact]
    public void Define_NameThatIsNone_IsRefused() => Refused("'One two' is no name of a rule", rules =>
        rules.EndWhen("One two", rules.Request, number => number));

    [Fact]
    public void Kind_NameThatIsNone_IsRefused() =>
        Assert.Contains("'A b' is no name", Assert.Throws<ArgumentException>(() => new FactKind<Rational>("A b", Rational.Parser)).Message, StringComparison.Ordinal);

    [Fact]
    public void Define_WithoutAnEnd_IsRefused() => Refused("No rule ends the run", rules =>
        rules.When("one", rules.Request).Emit(Number, number => number));

    [Fact]
    public void Define_RuleThatDoesNothing_IsRefused() => Refused("Rule 'idle' does nothing", rules =>
    {
        rules.When("idle", rules.Request);
        rules.EndWhen("end", rules.Request, number => number);
    });

    [Fact]
    public void Define_TwoCallsInARule_AreRefused() => Refused("rule 'one' starts more than one thing", rules =>
    {
        var rule = rules.When("one", rules.Request);
        rule.Call(Counting.Double, number => number, Number, (_, number) => number);
        rule.EmitAfter(TimeSpan.FromSeconds(1), Number, number => number);
    });

    [Fact]
    public void Define_FactThatNobodyGives_IsRefused() => Refused("Rule 'end' looks for 'number', which no rule gives", rules =>
        rules.EndWhen("end", Number, number => number));

    [Fact]
    public void Define_TwoKindsOfOneName_AreRefused() => Refused("Kind 'number' is declared more than once, or of another rule set: rule 'one', rule 'end'", rules =>
    {
        rules.When("one", rules.Request).Emit(Number, number => number);
        rules.Accept(new FactKind<Rational>("other", Rational.Parser));
        rules.EndWhen("end", new FactKind<Rational>("number", Rational.Parser), number => number);
    });

    [Fact]
    public void Define_RequestOfAnotherRuleSet_IsRefused()
    {
        FactKind<Rational>? other = null;
        Define(rules =>
        {
            other = rules.Request;
            rules.EndWhen("end", rules.Request, number => number);
        });

        Refused("of another rule set: the request, rule 'end'", rules => rules.EndWhen("end", other!, number => number));
    }

    [Fact]
    public async Task Start_RuleThatCallsWhatNoServiceHas_IsRefusedWithThePlace()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        var rules = Define(rules =>
        {
            rules.When("ask", rules.Request).Call(Counting.Double, number => number, Number, (_, number) => number);
            rules.EndWhen("end", Number, number => number);
        });

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => test.StartAsync([RuleWorld.Service(rules)]));

        Assert.Contains("test.rules/ask needs the method test.v1.Doubling/Double", refused.Message, StringComparison.Ordinal);
    }

    private static RuleSet<Rational, Rational> Define(Action<RuleSetBuilder<Rational, Rational>> declare) => RuleWorld.Define(declare);

    private static void Refused(string reason, Action<RuleSetBuilder<Rational, Rational>> declare)
    {
        var refused = Assert.Throws<ArgumentException>(() => Define(declare));
        Assert.StartsWith("test.rules: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }
}
