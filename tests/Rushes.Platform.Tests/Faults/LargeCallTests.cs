using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Tests.Faults;

/// <summary>What is too large for a row goes through the store, whichever way it goes.</summary>
public abstract class LargeCallTests(StoreKind store)
{
    private const int Large = 70_000;
    private const int Calls = 200;

    private static readonly Method<Finding, Finding> Callee = new("test.v1.Large/Echo", Finding.Parser, Finding.Parser);
    private static readonly EchoService Echo = new();

    [Fact]
    public async Task MapOfCalls_RequestsAndResponsesAreLarge_AllArrive()
    {
        var graph = new OneGraph("large.calls", dag => dag.Inline(
            "add", dag.MapCall("call", dag.Request, Callee, _ => Enumerable.Range(0, Calls).Select(Item)), Rational.Parser,
            (all, _, _) => Task.FromResult<StepOutcome<Rational>>(OneGraph.Number(all.Index().Sum(one => one.Item.Remedy == $"{one.Index}" ? one.Item.Code.Length : 0)))));
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync([graph.Service(), Echo.Service]);

        Assert.Equal(Calls * Large, await graph.SucceedAsync(host));

        using var sql = await test.OpenSessionAsync();
        Assert.Equal(0L, sql.Scalar("SELECT count(*) FROM message WHERE length(payload) > 1000"));
        Assert.Equal(1L + Calls, sql.Scalar("SELECT count(*) FROM run"));
    }

    [Fact]
    public async Task Map_ArgumentsAndResultsAreLarge_AllArrive()
    {
        var graph = new OneGraph("large.map", dag => dag.Inline(
            "add", dag.Map("map", dag.Request, Echo.Reference, _ => Enumerable.Range(0, 20).Select(Item)), Rational.Parser,
            (all, _, _) => Task.FromResult<StepOutcome<Rational>>(OneGraph.Number(all.Sum(one => one.Code.Length)))));
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync([graph.Service(), Echo.Service]);

        Assert.Equal(20 * Large, await graph.SucceedAsync(host));
    }

    private static MapItem<Finding> Item(int number) =>
        new(new Finding { Code = new string('x', Large), Remedy = $"{number}" }, "large", 1);

    private sealed class EchoService
    {
        public FunctionReference<Finding, Finding> Reference { get; } = new("large.echo", Finding.Parser, Finding.Parser);

        public Service Service => new(
            "large",
            [ApiMethod.Define(Callee, _ => [], finding => finding, Dag.Define<Finding, Finding>("large.echo", 1, Finding.Parser, dag =>
                dag.Function("echo", dag.Request, Reference, finding => new MapItem<Finding>(finding, "echo", 1))))],
            [FunctionRegistration.Create(Reference, TestManifest.Of("large.echo"), (finding, _, _) => Task.FromResult<StepOutcome<Finding>>(finding))]);
    }
}
