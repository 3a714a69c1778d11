using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Workflows.Rules;
using static Rushes.Platform.Tests.Workflows.Rules.RuleWorld;

namespace Rushes.Platform.Tests.Workflows.Rules;

public abstract class RuleTests(StoreKind store)
{
    private static readonly FactKind<Rational> Hint = new("hint", Rational.Parser, hint => $"{hint.Denominator}");
    private static readonly FactKind<Rational> Sum = new("sum", Rational.Parser);
    private static readonly FactKind<Finding> Fault = new("fault", Finding.Parser);

    [Fact]
    public async Task Run_PartsAreDoubledByCallsAndAllAreThere_EndsWithTheSum()
    {
        var world = new RuleWorld(Sums);
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);

        var run = await SubmitAsync(host, 3);

        Assert.Equal(2 * (0 + 1 + 2), Succeeded(await WaitAsync(host, run)));
        Assert.Equal(["because request v1"], await FiredAsync(host, run, "divide"));
        Assert.Equal(["because part 0 v1", "because part 1 v1", "because part 2 v1"], (await FiredAsync(host, run, "double")).Order(StringComparer.Ordinal));
        Assert.Equal(["because request v1, doubled 0 v1, doubled 1 v1, doubled 2 v1"], await FiredAsync(host, run, "end"));
        Assert.All(world.Counting.Starts, starts => Assert.Equal(1, starts.Value));
        Assert.All(await host.SnapshotAsync(run, TestHost.Token), work => Assert.Equal(WorkState.Done, work.State));
        Assert.Equal("rule double, because part 1 v1", (await host.FactsAsync(run, Doubled, TestHost.Token))[1].Source);
    }

    [Fact]
    public async Task Run_TwoFactsThatBelongTogether_FireOnceForEachPair()
    {
        var world = new RuleWorld(rules =>
        {
            rules.Accept(Hint);
            rules.When("divide", rules.Request).EmitEach(Part, all => Parts(all.Numerator));
            rules.When("join", Part.And(Hint, part => part.Numerator, hint => hint.Denominator)).Emit(Sum, both => Number(both.Second.Numerator));
            rules.EndWhen("end", Sum.Where(sum => sum.Numerator == 9), sum => sum);
        });
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, 3);

        Assert.Equal(FactReceipt.Taken, await host.AssertFactAsync(run, Hint, Number(5, denominator: 2), "a", TestHost.Token));
        Assert.Equal(FactReceipt.Known, await host.AssertFactAsync(run, Hint, Number(5, denominator: 2), "a", TestHost.Token));
        await WaitForAsync(host, run, "join");
        Assert.Equal(FactReceipt.Taken, await host.AssertFactAsync(run, Hint, Number(9, denominator: 0), "b", TestHost.Token));

        Assert.Equal(9, Succeeded(await WaitAsync(host, run)));
        Assert.Equal(["because part 2 v1, hint 2 v1", "because part 0 v1, hint 0 v1"], await FiredAsync(host, run, "join"));
        Assert.Equal(FactReceipt.TooLate, await host.AssertFactAsync(run, Hint, Number(1), "c", TestHost.Token));
    }

    [Fact]
    public async Task Run_NewerVersion_ArmsTheRuleAgainAndTheOldOneFiresNoMore()
    {
        var world = new RuleWorld(rules =>
        {
            rules.Accept(Hint);
            rules.When("take", Hint).Emit(Part, hint => Number(hint.Numerator));
            rules.EndWhen("end", Part.And(Hint, (part, hint) => part.Numerator == 2 && hint.Numerator == 2), both => both.First);
        });
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, 0);

        await host.AssertFactAsync(run, Hint, Number(1), "first", TestHost.Token);
        await WaitForAsync(host, run, "take");
        await host.AssertFactAsync(run, Hint, Number(2), "second", TestHost.Token);

        Assert.Equal(2, Succeeded(await WaitAsync(host, run)));
        Assert.Equal(["because hint 1 v1", "because hint 1 v2"], await FiredAsync(host, run, "take"));
        var current = Assert.Single(await host.FactsAsync(run, Hint, TestHost.Token));
        Assert.Equal((2, 2, "outside second"), (current.Version, current.Fact.Numerator, current.Source));
    }

    [Fact]
    public async Task Run_FactLikeTheCurrentOne_ChangesNothing()
    {
        var world = new RuleWorld(rules =>
        {
            rules.When("begin", rules.Request).Emit(Sum, _ => Number(0));
            rules.When("grow", Sum).Emit(Sum, sum => Number(Math.Min(sum.Numerator + 1, 3)));
            rules.EndWhen("end", Sum.AndNone(Fault, (_, _) => true).After(TimeSpan.FromMilliseconds(1)).Where(sum => sum.Numerator == 3), sum => sum);
            rules.Accept(Fault);
        });
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, 0);

        Assert.Equal(3, Succeeded(await WaitAsync(host, run)));
        Assert.Equal(4, Assert.Single(await host.FactsAsync(run, Sum, TestHost.Token)).Version);
    }

    [Fact]
    public async Task Run_CallOfASupersededFact_IsDroppedWhereTheRuleSaysSo()
    {
        var (going, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var world = new RuleWorld(rules =>
        {
            rules.Accept(Hint);
            rules.When("keep", Hint).Call(Counting.Double, hint => Number(hint.Numerator), Part, (hint, answer) => Number(answer.Numerator, hint.Numerator));
            rules.When("drop", Hint).Call(Counting.Double, hint => Number(hint.Numerator), Doubled, (hint, answer) => Number(answer.Numerator, hint.Numerator)).UnlessSuperseded();
            rules.EndWhen(
                "end", rules.Request.AndAll(Part, (_, _) => true).AndAll(Doubled, (_, _) => true).Where(all => all.First.Second.Count == 2 && all.Second.Any(doubled => doubled.Denominator == 2)),
                all => Number(all.First.Second.Count, all.Second.Count));
        });
        world.Counting.OnTwice = async (number, _, token) =>
        {
            if (number.Numerator == 1)
            {
                going.TrySetResult();
                await goOn.Task.WaitAsync(token);
            }

            return await Counting.Result(number.Numerator * 2);
        };
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, 0);
        await host.AssertFactAsync(run, Hint, Number(1), "first", TestHost.Token);
        await going.Task;
        await host.AssertFactAsync(run, Hint, Number(2), "second", TestHost.Token);
        await WaitForAsync(host, run, "drop", 2);
        goOn.SetResult();

        var end = Assert.IsType<RunEnd<Rational>.Succeeded>(await WaitAsync(host, run));

        Assert.Equal((2, 1), (end.Response.Numerator, end.Response.Denominator));
        Assert.Equal(["2", "4"], (await host.FactsAsync(run, Part, TestHost.Token)).Select(fact => fact.Key));
        Assert.Equal("2", Assert.Single(await host.FactsAsync(run, Doubled, TestHost.Token)).Key);
    }

    [Fact]
    public async Task Run_NothingCameInTime_FiresForItsAbsence()
    {
        var world = new RuleWorld(rules =>
        {
            rules.Accept(Hint);
            rules.EndWhen("heard", Hint, hint => hint);
            rules.EndWhen("silence", rules.Request.AndNone(Hint, (_, _) => true).After(TimeSpan.FromMilliseconds(20)), _ => Number(-1));
        });
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);

        Assert.Equal(-1, await RunAsync(host, 0));
    }

    [Fact]
    public async Task Run_ItCameInTime_DoesNotFireForItsAbsence()
    {
        var world = new RuleWorld(rules =>
        {
            rules.Accept(Hint);
            rules.EndWhen("silence", rules.Request.AndNone(Hint, (_, _) => true).After(TimeSpan.FromHours(1)), _ => Number(-1));
            rules.EndWhen("heard", Hint, hint => hint);
        });
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, 0);

        await host.AssertFactAsync(run, Hint, Number(8), "it", TestHost.Token);

        Assert.Equal(8, Succeeded(await WaitAsync(host, run)));
        Assert.Empty(await FiredAsync(host, run, "silence"));
    }

    [Fact]
    public async Task Run_Timer_GivesItsFactLater()
    {
        var world = new RuleWorld(rules =>
        {
            rules.When("wait", rules.Request).EmitAfter(TimeSpan.FromMilliseconds(20), Sum, request => Number(request.Numerator + 1));
            rules.When("wait-long", rules.Request).EmitAfter(TimeSpan.FromHours(1), Sum, request => Number(0));
            rules.EndWhen("end", Sum, sum => sum);
        });
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, 6);

        Assert.Equal(7, Succeeded(await WaitAsync(host, run)));
        Assert.Equal(WorkState.Cancelled, Assert.Single(await host.SnapshotAsync(run, TestHost.Token), work => work.Node == "wait-long").State);
    }

    [Fact]
    public async Task Run_FactsTooLargeForARow_GoThroughTheStore()
    {
        var world = new RuleWorld(rules =>
        {
            rules.Accept(Fault);
            rules.When("repeat", Fault.Where(fault => fault.Remedy.Length == 0)).Emit(Fault, fault => new Finding { Code = fault.Code, Remedy = fault.Code });
            rules.EndWhen("end", Fault.Where(fault => fault.Remedy.Length > 0), fault => Number(fault.Remedy.Length));
        });
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, 0);

        await host.AssertFactAsync(run, Fault, new Finding { Code = new string('x', 100_000) }, "large", TestHost.Token);

        Assert.Equal(100_000, Succeeded(await WaitAsync(host, run)));
        Assert.Equal(100_000, Assert.Single(await host.FactsAsync(run, Fault, TestHost.Token)).Fact.Remedy.Length);
        Assert.Equal(2, Directory.EnumerateFiles(Path.Combine(test.Objects, "runs", run, "payloads")).Count());
    }

    [Fact]
    public async Task Run_MoreMatchedFactsThanAnIndexTakes_FireOnceAndAreRemembered()
    {
        const int Many = 700;
        var world = new RuleWorld(rules =>
        {
            rules.When("divide", rules.Request).EmitEach(Part, all => Parts(all.Numerator));
            rules.When("add", rules.Request.AndAll(Part, (_, _) => true).Where(all => all.Second.Count == all.First.Numerator))
                .Call(Counting.Double, all => Number(all.Second.Count), Sum, (all, answer) => Number(answer.Numerator + all.Second.Count));
            rules.EndWhen("end", Sum, sum => sum);
        });
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, Many);

        Assert.Equal(3 * Many, Succeeded(await WaitAsync(host, run)));
        Assert.EndsWith("and 695 more", Assert.Single(await FiredAsync(host, run, "add")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_MoreFiringsThanAPage_AllFireOnce()
    {
        const int Many = 1200;
        var world = new RuleWorld(rules =>
        {
            rules.When("divide", rules.Request).EmitEach(Part, all => Parts(all.Numerator));
            rules.When("mark", Part).Emit(Hint, part => Number(1, part.Numerator));
            rules.EndWhen("end", rules.Request.AndAll(Hint, (_, _) => true).Where(all => all.Second.Count == all.First.Numerator), all => Number(all.Second.Count));
        });
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, Many);

        Assert.Equal(Many, Succeeded(await WaitAsync(host, run)));
        Assert.Distinct(await FiredAsync(host, run, "mark"));
    }
}
