using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Workflows.Rules;
using static Rushes.Platform.Tests.Workflows.Rules.RuleWorld;

namespace Rushes.Platform.Tests.Workflows.Rules;

/// <summary>How runs of rules end other than well, and go on.</summary>
public abstract class RuleEndTests(StoreKind store)
{
    private static readonly FactKind<Finding> Fault = new("fault", Finding.Parser, fault => fault.Code);

    [Fact]
    public async Task Run_CallFails_BecomesAFactWhereTheRuleSaysSo()
    {
        var world = new RuleWorld(rules =>
        {
            rules.When("double", rules.Request).Call(Counting.Double, number => number, Doubled, (_, answer) => answer)
                .OnFailure(Fault, (number, failures) => new Finding { Code = failures[0].Code, Frames = new FrameRange { To = number.Numerator } });
            rules.EndWhen("good", Doubled, doubled => doubled);
            rules.EndWhen("bad", Fault, fault => Number(-fault.Frames.To));
        });
        world.Counting.OnTwice = (_, _, _) => Counting.Fail(FailureCategory.Input, 0);
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, 3);

        Assert.Equal(-3, Succeeded(await WaitAsync(host, run)));
        Assert.Equal(["because fault test.failure v1"], await FiredAsync(host, run, "bad"));
    }

    [Fact]
    public async Task Run_CallIsRefused_BecomesAFactToo()
    {
        var world = new RuleWorld(rules =>
        {
            rules.When("double", rules.Request).Call(Counting.Double, number => number, Doubled, (_, answer) => answer)
                .OnFailure(Fault, (_, failures) => new Finding { Code = failures[0].Code });
            rules.EndWhen("good", Doubled, doubled => doubled);
            rules.EndWhen("bad", Fault, fault => Number(fault.Code.Length));
        });
        world.Counting.Refused.Add(3);
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);

        Assert.Equal("test.refused".Length, await RunAsync(host, 3));
    }

    [Fact]
    public async Task Retry_AfterACallFailed_PlacesThatCallAgain()
    {
        var world = new RuleWorld(Sums);
        world.Counting.OnTwice = (number, _, _) => number.Numerator == 2 ? Counting.Fail(FailureCategory.Configuration, 2) : Counting.Result(number.Numerator * 2);
        await using var test = new TestHost(store) { Slots = 1 };
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, 3);
        Assert.Equal(2, (await FailAsync(host, run)).Place.Frame);
        world.Counting.OnTwice = (number, _, _) => Counting.Result(number.Numerator * 2);
        await using var again = await RestartAsync(test, host, world);

        Assert.True(await again.RetryAsync(run, TestHost.Token));

        Assert.Equal(6, Succeeded(await WaitAsync(again, run)));
        Assert.Single(await FiredAsync(again, run, "divide"));
        Assert.Equal(3, (await FiredAsync(again, run, "double")).Count);
        Assert.Equal(2, world.Counting.Starts["doubling.twice 2"]);

        // What was under way when the call failed was cancelled with it, and begins again.
        Assert.All([0, 1], number => Assert.InRange(world.Counting.Starts[$"doubling.twice {number}"], 1, 2));
    }

    [Fact]
    public async Task Cancel_WhileACallIsUnderWay_CancelsItAndRetryGoesOn()
    {
        var running = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        var hold = true;
        var world = new RuleWorld(Sums);
        world.Counting.OnTwice = async (number, _, token) =>
        {
            if (hold)
            {
                running.TrySetResult();
                token.Register(() => stopped.TrySetResult());
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            }

            return await Counting.Result(number.Numerator * 2);
        };
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, 1);
        await running.Task;

        await host.CancelAsync(run, TestHost.Token);

        Assert.IsType<RunEnd<Rational>.Cancelled>(await WaitAsync(host, run));
        await stopped.Task.WaitAsync(TestHost.Token);
        hold = false;
        Assert.True(await host.RetryAsync(run, TestHost.Token));
        Assert.Equal(0, Succeeded(await WaitAsync(host, run)));
        Assert.Single(await FiredAsync(host, run, "divide"));
    }

    [Fact]
    public async Task Retry_WhileATimeIsWaitedFor_WaitsForItStill()
    {
        var world = new RuleWorld(rules =>
        {
            rules.Accept(Fault);
            rules.EndWhen("silence", rules.Request.AndNone(Part, (_, _) => true).After(TimeSpan.FromHours(1)), _ => Number(-1));
            rules.When("wait", rules.Request).EmitAfter(TimeSpan.FromHours(1), Part, _ => Number(0));
            rules.EndWhen("end", Fault, _ => Number(5));
        });
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, 1);
        await WaitForAsync(host, run, "wait");
        await host.CancelAsync(run, TestHost.Token);
        Assert.True(await host.RetryAsync(run, TestHost.Token));

        await host.AssertFactAsync(run, Fault, new Finding { Code = "x" }, "x", TestHost.Token);

        Assert.Equal(5, Succeeded(await WaitAsync(host, run)));
    }

    [Fact]
    public async Task Run_TakesLongerThanItsLimit_FailsAndItsFactsCanBeRead()
    {
        var world = new RuleWorld(
            rules =>
            {
                rules.Accept(Fault);
                rules.When("divide", rules.Request).EmitEach(Part, all => Parts(all.Numerator));
                rules.EndWhen("end", Fault, _ => Number(0));
            },
            limit: TimeSpan.FromMilliseconds(200));
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, 2);

        Assert.Equal("workflow.overdue", (await FailAsync(host, run)).Code);
        Assert.InRange((await host.FactsAsync(run, Part, TestHost.Token)).Count, 0, 2);
    }

    [Fact]
    public async Task Run_RulesThatFeedEachOther_FailWithTheRuleNamed()
    {
        var world = new RuleWorld(
            rules =>
            {
                rules.When("begin", rules.Request).Emit(Part, _ => Number(0));
                rules.When("more", Part).Emit(Part, part => Number(part.Numerator + 1));
                rules.EndWhen("end", Part.Where(part => part.Numerator < 0), part => part);
            },
            maxFirings: 30);
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, 0);

        var failure = await FailAsync(host, run);

        Assert.Equal(("rules.runaway", FailureCategory.Configuration), (failure.Code, failure.Category));
        Assert.Contains("the rule 'more' most often", failure.Message, StringComparison.Ordinal);
        Assert.Equal(29, (await FiredAsync(host, run, "more")).Count);
    }

    [Fact]
    public async Task Run_NothingCanFireAnyMore_FailsAtOnce()
    {
        var world = new RuleWorld(rules =>
        {
            rules.When("divide", rules.Request).EmitEach(Part, all => Parts(all.Numerator));
            rules.EndWhen("end", Part.Where(part => part.Numerator == 5), part => part);
        });
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);

        Assert.Equal("rules.stuck", (await FailAsync(host, await SubmitAsync(host, 3))).Code);
    }

    [Fact]
    public async Task Run_LambdaThrows_FailsWithTheRuleNamedAndGoesOnWhenMended()
    {
        var broken = true;
        var world = new RuleWorld(rules =>
        {
            rules.When("begin", rules.Request).Emit(Part, part => broken ? throw new FormatException("broken") : part);
            rules.EndWhen("end", Part, part => part);
        });
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, 4);

        var failure = await FailAsync(host, run);

        Assert.Equal("internal.unexpected", failure.Code);
        Assert.Contains("Rule 'begin' of test.rules: FormatException: broken", failure.Message, StringComparison.Ordinal);
        broken = false;
        Assert.True(await host.RetryAsync(run, TestHost.Token));
        Assert.Equal(4, Succeeded(await WaitAsync(host, run)));
    }

    [Fact]
    public async Task AssertFact_NotAcceptedOrNoRules_IsTheCallersBug()
    {
        var world = new RuleWorld(rules =>
        {
            rules.Accept(Fault);
            rules.When("begin", rules.Request).Emit(Part, part => part);
            rules.EndWhen("end", Fault, _ => Number(1));
        });
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await SubmitAsync(host, 0);
        var dag = Assert.IsType<Submission.Accepted>(
            await host.SubmitAsync(Counting.Double, Number(1), "double", new Priority(), TestHost.Token)).RunId;

        await Assert.ThrowsAsync<ArgumentException>(() => host.AssertFactAsync(run, Part, Number(1), "x", TestHost.Token));
        await Assert.ThrowsAsync<ArgumentException>(() => host.AssertFactAsync(run, Fault, new Finding { Code = new string('k', 201) }, "x", TestHost.Token));
        await Assert.ThrowsAsync<ArgumentException>(() => host.AssertFactAsync(dag, Fault, new Finding(), "x", TestHost.Token));
        await Assert.ThrowsAsync<ArgumentException>(() => host.AssertFactAsync("none", Fault, new Finding(), "x", TestHost.Token));
        await Assert.ThrowsAsync<ArgumentException>(() => host.FactsAsync(run, Doubled, TestHost.Token));
    }

    private static async Task<PlatformHost> RestartAsync(TestHost test, PlatformHost host, RuleWorld world)
    {
        await host.DisposeAsync();
        return await test.StartAsync(world.Services);
    }
}
