using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Tests.Workflows;

/// <summary>
/// The two services of <see cref="Counting"/> and a third, "Reports", which calls "Numbers": so a function of "Doubling"
/// runs two calls below a report. Chosen functions fail until the world is mended.
/// </summary>
internal sealed class FaultyWorld
{
    public const long From = 2;
    public const long To = 5;

    private static readonly Method<FrameRange, Rational> Report = new("test.v1.Reports/Report", FrameRange.Parser, Rational.Parser);

    private static readonly Dag<FrameRange, Rational> ReportGraph = Dag.Define<FrameRange, Rational>("reports.report", 1, FrameRange.Parser, graph =>
        graph.Call("count", graph.Request, Counting.Count, range => range));

    public FaultyWorld()
    {
        Counting.OnSquare = (number, _, _) => FailingSquares.Contains(number.Numerator)
            ? Counting.Fail(Category, number.Numerator)
            : Counting.Result(number.Numerator * number.Numerator);
        Counting.OnTwice = (number, _, _) => TwiceFails ? Counting.Fail(Category, number.Numerator) : Counting.Result(number.Numerator * 2);
        Services = [.. Counting.Services, new Service("reports", [ApiMethod.Define(Report, _ => [], range => range, ReportGraph)], [])];
    }

    public Counting Counting { get; } = new();

    public HashSet<long> FailingSquares { get; } = [];

    public bool TwiceFails { get; set; }

    /// <summary>Of its failures; configuration is not tried again by itself.</summary>
    public FailureCategory Category { get; set; } = FailureCategory.Configuration;

    public IReadOnlyList<Service> Services { get; }

    public IEnumerable<string> StartedSquares => Counting.Starts.Keys.Where(name => name.StartsWith("numbers.square", StringComparison.Ordinal));

    public static long Expected => Counting.Expected(From, To);

    public static async Task<string> SubmitAsync(PlatformHost host) => Assert.IsType<Submission.Accepted>(
        await host.SubmitAsync(Report, new FrameRange { From = From, To = To }, "request", new Priority(), TestHost.Token)).RunId;

    public static Task<RunEnd<Rational>> WaitAsync(PlatformHost host, string run) => host.WaitAsync(Report, run, TestHost.Token);

    public static async Task<string> FailAsync(PlatformHost host)
    {
        var run = await SubmitAsync(host);
        Assert.IsType<RunEnd<Rational>.Failed>(await WaitAsync(host, run));
        return run;
    }

    public static async Task<long> RetryAsync(PlatformHost host, string run)
    {
        Assert.True(await host.RetryAsync(run, TestHost.Token));
        return Assert.IsType<RunEnd<Rational>.Succeeded>(await WaitAsync(host, run)).Response.Numerator;
    }

    public void Mend()
    {
        FailingSquares.Clear();
        TwiceFails = false;
    }

    public int Starts(string function, long number) => Counting.Starts.GetValueOrDefault($"{function} {number}");
}
