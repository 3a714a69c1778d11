using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows.Rules;

namespace Rushes.Platform.Tests.Workflows.Rules;

/// <summary>
/// A small orchestrator: it has the parts of a title made by another service, publishes a draft as soon as all are there, and
/// replaces it when a better part arrives; when it is excellent, or has stood for a while, it is the answer.
/// </summary>
internal sealed class Publishing(TimeSpan patience)
{
    private const long Excellent = 100;

    /// <summary>Part {Numerator} of the title is asked for.</summary>
    private static readonly FactKind<Rational> Wanted = new("wanted", Rational.Parser, part => $"{part.Numerator}");

    /// <summary>Part {Denominator} has the quality {Numerator}.</summary>
    private static readonly FactKind<Rational> Made = new("made", Rational.Parser, part => $"{part.Denominator}");

    /// <summary>The same, by somebody who took more time.</summary>
    public static readonly FactKind<Rational> Better = new("better", Rational.Parser, part => $"{part.Denominator}");

    /// <summary>What people see: the sum of the qualities.</summary>
    public static readonly FactKind<Rational> Published = new("published", Rational.Parser);

    private static readonly Method<FrameRange, Rational> Publish = new("test.v1.Titles/Publish", FrameRange.Parser, Rational.Parser);

    private RuleSet<FrameRange, Rational> Rules { get; } = RuleSet.Define<FrameRange, Rational>("titles.publish", 1, FrameRange.Parser, rules =>
    {
        rules.Accept(Better);

        rules.When("split", rules.Request)
            .EmitEach(Wanted, title => Parts(title).Select(part => new Rational { Numerator = part }));

        rules.When("make", Wanted)
            .Call(Counting.Double, part => part, Made, (part, made) => Part(part.Numerator, made.Numerator));

        rules.When("take", Better.And(Made, (better, made) => better.Denominator == made.Denominator && better.Numerator > made.Numerator))
            .Emit(Made, parts => parts.First);

        rules.When("publish", rules.Request.AndAll(Made, (_, _) => true).Where(all => all.Second.Count == Parts(all.First).Count()))
            .Emit(Published, all => Part(0, all.Second.Sum(part => part.Numerator)));

        rules.EndWhen("excel", Published.Where(title => title.Numerator >= Excellent), title => title);

        rules.EndWhen("settle", Published.After(patience), last => last);
    });

    public Counting Counting { get; } = new();

    public IReadOnlyList<Service> Services =>
        [.. Counting.Services, new Service("titles", [ApiMethod.Define(Publish, _ => [], title => title, Rules)], [])];

    public static Rational Part(long part, long quality) => new() { Numerator = quality, Denominator = part };

    public static async Task<string> SubmitAsync(PlatformHost host, int parts) => Assert.IsType<Submission.Accepted>(
        await host.SubmitAsync(Publish, new FrameRange { To = parts }, "request", new Priority(), TestHost.Token)).RunId;

    public static async Task<long> WaitAsync(PlatformHost host, string run) =>
        Assert.IsType<RunEnd<Rational>.Succeeded>(await host.WaitAsync(Publish, run, TestHost.Token)).Response.Numerator;

    private static IEnumerable<long> Parts(FrameRange title) => Enumerable.Range(0, (int)title.To).Select(part => (long)part);
}
