using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows.Rules;

namespace Rushes.Platform.Tests.Workflows.Rules;

/// <summary>One service whose only method is answered by rules, and the services of <see cref="Counting"/> for them to call.</summary>
internal sealed class RuleWorld(Action<RuleSetBuilder<Rational, Rational>> declare, TimeSpan? limit = null, int maxFirings = RuleSet.DefaultMaxFirings)
{
    public static readonly FactKind<Rational> Part = new("part", Rational.Parser, part => $"{part.Numerator}");
    public static readonly FactKind<Rational> Doubled = new("doubled", Rational.Parser, doubled => $"{doubled.Denominator}");

    private static readonly Method<Rational, Rational> Ask = new("test.v1.Rules/Ask", Rational.Parser, Rational.Parser);

    public Counting Counting { get; } = new();

    public IReadOnlyList<Service> Services => [.. Counting.Services, Service(Define(declare, limit, maxFirings))];

    public static RuleSet<Rational, Rational> Define(
        Action<RuleSetBuilder<Rational, Rational>> declare, TimeSpan? limit = null, int maxFirings = RuleSet.DefaultMaxFirings) =>
        RuleSet.Define("test.rules", 1, Rational.Parser, declare, limit, maxFirings);

    public static Service Service(RuleSet<Rational, Rational> rules) => new("rules", [ApiMethod.Define(Ask, _ => [], number => number, rules)], []);

    /// <summary>Divides n into 0 … n - 1, has each doubled by a call, and adds up when all are there.</summary>
    public static void Sums(RuleSetBuilder<Rational, Rational> rules)
    {
        rules.When("divide", rules.Request).EmitEach(Part, all => Parts(all.Numerator));
        rules.When("double", Part).Call(Counting.Double, part => part, Doubled, (part, answer) => Number(answer.Numerator, part.Numerator));
        rules.EndWhen(
            "end", rules.Request.AndAll(Doubled, (_, _) => true).Where(all => all.Second.Count == all.First.Numerator),
            all => Number(all.Second.Sum(doubled => doubled.Numerator)));
    }

    public static IEnumerable<Rational> Parts(long count) => Enumerable.Range(0, (int)count).Select(n => Number(n));

    public static Rational Number(long number, long denominator = 1) => new() { Numerator = number, Denominator = denominator };

    public static async Task<string> SubmitAsync(PlatformHost host, long number) => Assert.IsType<Submission.Accepted>(
        await host.SubmitAsync(Ask, Number(number), "request", new Priority(), TestHost.Token)).RunId;

    public static Task<RunEnd<Rational>> WaitAsync(PlatformHost host, string run) => host.WaitAsync(Ask, run, TestHost.Token);

    public static async Task<long> RunAsync(PlatformHost host, long number) =>
        Succeeded(await WaitAsync(host, await SubmitAsync(host, number)));

    public static long Succeeded(RunEnd<Rational> end) => Assert.IsType<RunEnd<Rational>.Succeeded>(end).Response.Numerator;

    public static async Task<Failure> FailAsync(PlatformHost host, string run) =>
        Assert.Single(Assert.IsType<RunEnd<Rational>.Failed>(await WaitAsync(host, run)).Failures);

    /// <summary>Why the rule fired, each time.</summary>
    public static async Task<IReadOnlyList<string>> FiredAsync(PlatformHost host, string run, string rule) =>
        [.. (await host.SnapshotAsync(run, TestHost.Token)).Where(work => work.Node == rule && work.Label != rule).Select(work => work.Label)];

    /// <summary>Until the rule has fired so often.</summary>
    public static async Task WaitForAsync(PlatformHost host, string run, string rule, int times = 1)
    {
        while ((await FiredAsync(host, run, rule)).Count < times)
        {
            TestHost.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
