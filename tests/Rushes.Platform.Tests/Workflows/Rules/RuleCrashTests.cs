using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Workflows.Rules;

namespace Rushes.Platform.Tests.Workflows.Rules;

/// <summary>
/// A host that dies right after any statement of a run of rules, and another that goes on: with facts from outside, calls that
/// succeed and fail, an absence in time, and a reason kept for every firing.
/// </summary>
public abstract class RuleCrashTests(StoreKind store)
{
    private const long Parts = 1;

    private static readonly FactKind<Rational> Hint = new("hint", Rational.Parser);
    private static readonly FactKind<Finding> Fault = new("fault", Finding.Parser, fault => fault.Code);
    private static readonly FactKind<Rational> Quiet = new("quiet", Rational.Parser);

    [Fact]
    public async Task Crash_AfterEachStatement_IsResumedAndEveryEffectHappensOnce()
    {
        var crashes = await Crash.AfterEachAsync(CrashAfterAsync);

        Assert.InRange(crashes, 50, 999);
    }

    /// <summary>False when there was no such statement.</summary>
    private async Task<bool> CrashAfterAsync(int last)
    {
        var world = new RuleWorld(Rules);
        world.Counting.Refused.Add(77);
        await using var test = new TestHost(store) { Slots = 2 };
        string[] fired = [];
        var result = await Crash.RunUntilAsync(test, world.Services, last, RunAsync);
        var crashed = result is null;

        result ??= await Crash.RunUntilAsync(test, world.Services, long.MaxValue, RunAsync);

        Assert.Equal(0 + 10 + 1, result);
        Assert.Equal(
            [
                "divide because request v1", "double because part 0 v1",
                "end because hint v1, quiet v1, fault test.refused v1, doubled 0 v1",
                "fail because request v1", "wait because request v1",
            ],
            fired);
        Assert.All(world.Counting.Starts, starts => Assert.InRange(starts.Value, 1, 2));
        return crashed;

        async Task<long> RunAsync(PlatformHost host)
        {
            var run = await RuleWorld.SubmitAsync(host, Parts);
            await host.AssertFactAsync(run, Hint, RuleWorld.Number(10), "hint", TestHost.Token);
            var end = RuleWorld.Succeeded(await RuleWorld.WaitAsync(host, run));
            fired = [.. (await host.SnapshotAsync(run, TestHost.Token)).Where(work => work.Label.StartsWith("because", StringComparison.Ordinal))
                .Select(work => $"{work.Node} {work.Label}").Order(StringComparer.Ordinal)];
            return end;
        }
    }

    private static void Rules(RuleSetBuilder<Rational, Rational> rules)
    {
        rules.Accept(Hint);
        rules.When("divide", rules.Request).EmitEach(RuleWorld.Part, all => RuleWorld.Parts(all.Numerator));
        rules.When("double", RuleWorld.Part).Call(
            Counting.Double, part => part, RuleWorld.Doubled, (part, answer) => RuleWorld.Number(answer.Numerator, part.Numerator));
        rules.When("fail", rules.Request).Call(Counting.Double, _ => RuleWorld.Number(77), RuleWorld.Doubled, (_, answer) => answer)
            .OnFailure(Fault, (_, failures) => new Finding { Code = failures[0].Code });
        rules.When("wait", rules.Request.AndNone(Quiet, (_, _) => true).After(TimeSpan.FromMilliseconds(5))).Emit(Quiet, _ => RuleWorld.Number(1));
        rules.EndWhen(
            "end", Hint.And(Quiet).And(Fault).AndAll(RuleWorld.Doubled, (_, _) => true).Where(all => all.Second.Count == Parts),
            all => RuleWorld.Number(all.First.First.First.Numerator + all.First.First.Second.Numerator + all.Second.Sum(doubled => doubled.Numerator)));
    }
}
