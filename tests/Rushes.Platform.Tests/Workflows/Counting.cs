using System.Collections.Concurrent;
using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Tests.Workflows;

/// <summary>
/// Two small services. "Numbers" squares the numbers of a range in a map, adds them up in a reduce, has "Doubling" double
/// the sum in a call and each of two parts of it in a map of calls, and finishes with a function. What a function does
/// can be replaced, and how often it ran is counted.
/// </summary>
internal sealed class Counting
{
    public static readonly Method<FrameRange, Rational> Count = new("test.v1.Numbers/Count", FrameRange.Parser, Rational.Parser);
    public static readonly Method<Rational, Rational> Double = new("test.v1.Doubling/Double", Rational.Parser, Rational.Parser);

    private static readonly FunctionReference<Rational, Rational> Square = new("numbers.square", Rational.Parser, Rational.Parser);
    private static readonly FunctionReference<Rational, Rational> Finish = new("numbers.finish", Rational.Parser, Rational.Parser);
    private static readonly FunctionReference<Rational, Rational> Twice = new("doubling.twice", Rational.Parser, Rational.Parser);

    /// <summary>Starts of each function, by its name and argument.</summary>
    public ConcurrentDictionary<string, int> Starts { get; } = [];

    /// <summary>Is told of each start, in the words of <see cref="Starts"/>.</summary>
    public Action<string>? Started { get; init; }

    public FunctionHandler<Rational, Rational> OnSquare { get; set; } = (number, _, _) => Result(number.Numerator * number.Numerator);

    public FunctionHandler<Rational, Rational> OnTwice { get; set; } = (number, _, _) => Result(number.Numerator * 2);

    /// <summary>Numbers that "Doubling" refuses.</summary>
    public HashSet<long> Refused { get; } = [];

    public IReadOnlyList<Service> Services => ServicesWith([]);

    private static Dag<FrameRange, Rational> CountGraph { get; } = Dag.Define<FrameRange, Rational>("numbers.count", 1, FrameRange.Parser, graph =>
    {
        var checkedRange = graph.Inline("check", graph.Request, FrameRange.Parser, (range, _, _) => Task.FromResult<StepOutcome<FrameRange>>(range));
        var squares = graph.Map("square", checkedRange, Square, range => Range(range).Select(n => Item(n, 1)));
        var sum = graph.Inline("sum", squares, Rational.Parser, (all, _, _) => Result(all.Sum(square => square.Numerator)));
        var doubled = graph.Call("double", sum, Double, number => number);
        var parts = graph.MapCall("parts", sum.And(checkedRange), Double, both => both.Second.From == both.Second.To ? [] : [Item(both.First.Numerator - 1, 1), Item(1, 1)]);
        return graph.Function("finish", doubled.And(parts), Finish, both => Item(both.First.Numerator + both.Second.Sum(part => part.Numerator), 1));
    });

    private static Dag<Rational, Rational> DoubleGraph { get; } = Dag.Define<Rational, Rational>("doubling.double", 1, Rational.Parser, graph =>
        graph.Function("twice", graph.Request, Twice, number => Item(number.Numerator, 1)));

    /// <param name="tools">Of every function.</param>
    public IReadOnlyList<Service> ServicesWith(IReadOnlyList<ToolBuild> tools) =>
    [
        new("numbers", [ApiMethod.Define(Count, _ => [], range => range, CountGraph)], [Function(Square, OnSquare, tools), Function(Finish, (n, _, _) => Result(n.Numerator + 1), tools)]),
        new("doubling", [ApiMethod.Define(Double, Refuse, number => number, DoubleGraph)], [Function(Twice, OnTwice, tools)]),
    ];

    /// <summary>What Count answers.</summary>
    public static long Expected(long from, long to) => (4 * Enumerable.Range((int)from, (int)(to - from)).Sum(n => (long)n * n)) + 1;

    public static Task<StepOutcome<Rational>> Result(long number) => Task.FromResult<StepOutcome<Rational>>(new Rational { Numerator = number, Denominator = 1 });

    public static Task<StepOutcome<Rational>> Fail(FailureCategory category, long place) => Task.FromResult<StepOutcome<Rational>>(
        new Failure { Code = "test.failure", Category = category, Message = "As asked.", Place = new Place { Frame = place } });

    private static IEnumerable<long> Range(FrameRange range)
    {
        for (var n = range.From; n < range.To; n++)
        {
            yield return n;
        }
    }

    private static MapItem<Rational> Item(long number, long weight) => new(new Rational { Numerator = number, Denominator = 1 }, $"number {number}", weight);

    private IEnumerable<Failure> Refuse(Rational number) => Refused.Contains(number.Numerator)
        ? [new Failure { Code = "test.refused", Category = FailureCategory.Input, Message = "Not this one.", Place = new Place { Option = "number" } }]
        : [];

    private FunctionRegistration Function(
        FunctionReference<Rational, Rational> reference, FunctionHandler<Rational, Rational> handler, IReadOnlyList<ToolBuild> tools) =>
        FunctionRegistration.Create(reference, TestManifest.Of(reference.Name), (number, context, token) =>
        {
            var start = $"{reference.Name} {number.Numerator}";
            Starts.AddOrUpdate(start, 1, (_, starts) => starts + 1);
            Started?.Invoke(start);
            return handler(number, context, token);
        }, tools);
}
