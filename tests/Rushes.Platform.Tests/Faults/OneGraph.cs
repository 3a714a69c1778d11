using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Tests.Faults;

/// <summary>A service whose only method is answered by a graph of the test's: from a range to a number.</summary>
internal sealed class OneGraph(Dag<FrameRange, Rational> graph)
{
    public OneGraph(string name, Func<DagBuilder<FrameRange>, Node<Rational>> declare, TimeSpan? limit = null, int version = 1)
        : this(Dag.Define(name, version, FrameRange.Parser, declare, limit))
    {
    }

    /// <summary>Runs the function for each number of the range and adds up what it gives.</summary>
    public static OneGraph Sum(string name, CountedFunction function, long collatedWeight = 0, TimeSpan? limit = null, int version = 1) => new(
        name,
        dag => dag.Inline(
            "sum", dag.Map("map", dag.Request, function.Reference, range => Items(range).Select(item => item with { CollatedWeight = collatedWeight }), limit), Rational.Parser,
            (all, _, _) => Task.FromResult<StepOutcome<Rational>>(Number(all.Sum(one => one.Numerator)))),
        version: version);

    public Dag<FrameRange, Rational> Graph => graph;

    private Method<FrameRange, Rational> Method { get; } = new($"test.v1.{graph.Name}/Run", FrameRange.Parser, Rational.Parser);

    public static Rational Number(long number) => new() { Numerator = number, Denominator = 1 };

    public static MapItem<Rational> First(FrameRange range) => Items(range).First();

    public static IEnumerable<MapItem<Rational>> Items(FrameRange range)
    {
        for (var number = range.From; number < range.To; number++)
        {
            yield return new MapItem<Rational>(Number(number), $"number {number}", 1);
        }
    }

    public Service Service(params IReadOnlyList<CountedFunction> functions) =>
        new(graph.Name, [ApiMethod.Define(Method, _ => [], range => range, graph)], [.. functions.Select(function => function.Registration)]);

    /// <summary>Once for each request, however often it is said.</summary>
    public async Task<string> SubmitAsync(PlatformHost host, long from = 0, long to = 1, string request = "request") => Assert.IsType<Submission.Accepted>(
        await host.SubmitAsync(Method, new FrameRange { From = from, To = to }, $"{graph.Name} {request}", new Priority(), TestHost.Token)).RunId;

    public async Task<RunEnd<Rational>> RunAsync(PlatformHost host, long from = 0, long to = 1, string request = "request") =>
        await WaitAsync(host, await SubmitAsync(host, from, to, request));

    public Task<RunEnd<Rational>> WaitAsync(PlatformHost host, string run) => host.WaitAsync(Method, run, TestHost.Token);

    public async Task<long> SucceedAsync(PlatformHost host, long from = 0, long to = 1, string request = "request") =>
        Assert.IsType<RunEnd<Rational>.Succeeded>(await RunAsync(host, from, to, request)).Response.Numerator;

    public async Task<IReadOnlyList<Failure>> FailAsync(PlatformHost host, long from = 0, long to = 1) =>
        Assert.IsType<RunEnd<Rational>.Failed>(await RunAsync(host, from, to)).Failures;

    public async Task<long> RetryAsync(PlatformHost host)
    {
        var run = await SubmitAsync(host);
        Assert.True(await host.RetryAsync(run, TestHost.Token));
        return Assert.IsType<RunEnd<Rational>.Succeeded>(await WaitAsync(host, run)).Response.Numerator;
    }
}
