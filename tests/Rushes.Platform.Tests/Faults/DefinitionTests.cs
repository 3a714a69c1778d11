using Rushes.Contracts;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Tests.Faults;

/// <summary>
/// Graphs that cannot be, refused with the place. A circle and a type that does not fit need no test: a node is handed its
/// sources when it is made, so the first cannot be written and the second does not compile.
/// </summary>
public sealed class DefinitionTests
{
    private readonly CountedFunction _function = new("wrong.function");

    [Theory]
    [InlineData("")]
    [InlineData("Check")]
    [InlineData("check it")]
    [InlineData("check/it")]
    public void Node_NameIsWrong_IsRefused(string name) =>
        Assert.Contains($"wrong.graph: '{name}' is no name", Refusal(dag => Step(dag, name)), StringComparison.Ordinal);

    [Fact]
    public void Node_NameIsThereTwice_IsRefused() =>
        Assert.Contains("wrong.graph: there is a node 'step' already", Refusal(dag =>
        {
            Step(dag, "step");
            return Step(dag, "step");
        }), StringComparison.Ordinal);

    [Fact]
    public void Node_DependsOnOneOfAnotherGraph_IsRefused()
    {
        Node<Rational>? foreign = null;
        _ = new OneGraph("other.graph", dag => foreign = Step(dag, "foreign"));

        Assert.Contains("wrong.graph: node 'foreign' is not of this graph", Refusal(dag =>
            dag.Function("step", foreign!, _function.Reference, number => new MapItem<Rational>(number, "one", 1))), StringComparison.Ordinal);
    }

    [Fact]
    public void Result_IsOfAnotherGraph_IsRefused()
    {
        Node<Rational>? foreign = null;
        _ = new OneGraph("other.graph", dag => foreign = Step(dag, "foreign"));

        Assert.Contains("wrong.graph: node 'foreign' is not of this graph", Refusal(dag =>
        {
            Step(dag, "step");
            return foreign!;
        }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_FunctionOfAMapIsMissing_AreRefusedWithTheNode()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        var graph = OneGraph.Sum("wrong.graph", _function);

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => test.StartAsync([graph.Service()]));

        Assert.Contains("wrong.graph/map needs the function wrong.function, which no service has.", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(test.DatabasePath));
    }

    [Fact]
    public async Task Services_MethodFunctionAndGraphAreThereTwice_AreRefusedWithAll()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        var service = OneGraph.Sum("wrong.graph", _function).Service(_function);
        var again = OneGraph.Sum("wrong.graph", _function).Service(_function);

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => test.StartAsync([service, again]));

        Assert.Contains("Method test.v1.wrong.graph/Run is there twice.", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Function wrong.function is there twice.", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Workflow wrong.graph version 1 is there twice.", refusal.Message, StringComparison.Ordinal);
    }

    private static string Refusal(Func<DagBuilder<FrameRange>, Node<Rational>> declare) =>
        Assert.Throws<ArgumentException>(() => new OneGraph("wrong.graph", declare)).Message;

    private static Node<Rational> Step(DagBuilder<FrameRange> dag, string name) => dag.Inline(
        name, dag.Request, Rational.Parser, (_, _, _) => Task.FromResult<StepOutcome<Rational>>(OneGraph.Number(1)));
}
