using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Tests.Workflows;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Tests.Database.Migrating;

/// <summary>A run that an earlier build has begun goes on. Its rows and messages are as that build wrote them.</summary>
public sealed class RunsOfEarlierBuildsTests
{
    private const string Run = "0123456789abcdef0123";
    private static readonly FrameRange Request = new() { From = 1, To = 3 };

    public static TheoryData<int> Versions => [.. EarlierDatabase.Versions];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Run_InTheMiddleOfAMap_Finishes(int version)
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        using (var earlier = Begin(test, version))
        {
            earlier.Node(Run, "square", 1, "running", items: 2, open: 2);
            earlier.Item(Run, "square", 0, "running");
            earlier.Message(QueueNames.Compute, "leased", Run, Square(0, 1), attempts: 1);
            earlier.Item(Run, "square", 1, "waiting");
            earlier.Message(QueueNames.Compute, "pending", Run, Square(1, 2));
            earlier.Node(Run, "sum", 2, "waiting");
            earlier.Node(Run, "double", 3, "waiting");
            earlier.Node(Run, "parts", 4, "waiting");
        }

        await FinishesAsync(test);
    }

    /// <summary>One call has begun, one is still a message, one has ended and its end is still a message.</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Run_WithCallsUnderWay_Finishes(int version)
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        using (var earlier = Begin(test, version))
        {
            earlier.Node(Run, "square", 1, "done", items: 2, open: 0);
            earlier.Item(Run, "square", 0, "done", Number(1));
            earlier.Item(Run, "square", 1, "done", Number(4));
            earlier.Node(Run, "sum", 2, "done", items: 1, open: 0);
            earlier.Item(Run, "sum", 0, "done", Number(5));
            earlier.Node(Run, "double", 3, "running", items: 1, open: 1);
            earlier.Item(Run, "double", 0, "running");
            Called(earlier, "double", 0, 5, done: false);
            earlier.Node(Run, "parts", 4, "running", items: 2, open: 2);
            earlier.Item(Run, "parts", 0, "waiting");
            earlier.Message(QueueNames.Steps, "pending", Run, new PlaceCall
            {
                Item = Item("parts", 0), Method = Counting.Double.FullName, RequestType = Rational.Descriptor.FullName, Request = Number(4).ToByteString(),
            });
            earlier.Item(Run, "parts", 1, "running");
            Called(earlier, "parts", 1, 1, done: true);
        }

        await FinishesAsync(test);
    }

    private static EarlierDatabase Begin(TestHost test, int version)
    {
        var earlier = new EarlierDatabase(test.DatabasePath, version);
        earlier.Run(Run, "request", Counting.Count.FullName, "numbers.count", Request);
        earlier.Message(QueueNames.Steps, "done", Run, new StartNode { Run = Run, Node = "check" }, attempts: 1);
        earlier.Node(Run, "check", 0, "done", items: 1, open: 0);
        earlier.Item(Run, "check", 0, "done", Request);
        earlier.Node(Run, "finish", 5, "waiting");
        return earlier;
    }

    private static void Called(EarlierDatabase earlier, string node, int number, long argument, bool done)
    {
        var item = Item(node, number);
        var call = RunId.OfCall(item);
        earlier.Run(call, null, Counting.Double.FullName, "doubling.double", Number(argument), done ? "done" : "running", item, done ? Number(2 * argument).ToByteArray() : null);
        earlier.Node(call, "twice", 0, done ? "done" : "waiting", items: done ? 1 : null, open: done ? 0 : null);
        if (done)
        {
            earlier.Item(call, "twice", 0, "done", Number(2 * argument));
            earlier.Message(QueueNames.Steps, "leased", Run, new CallEnded { Item = item, Run = call }, attempts: 1);
        }
        else
        {
            earlier.Message(QueueNames.Steps, "pending", call, new StartNode { Run = call, Node = "twice" });
        }
    }

    private static async Task FinishesAsync(TestHost test)
    {
        await using var host = await test.StartAsync(new Counting().Services);

        var end = Assert.IsType<RunEnd<Rational>.Succeeded>(await TestHost.WaitAsync(host, Run));

        Assert.Equal(Counting.Expected(Request.From, Request.To), end.Response.Numerator);
    }

    private static RunFunction Square(int number, long argument) => new()
    {
        Item = Item("square", number), Function = "numbers.square", ArgumentType = Rational.Descriptor.FullName, Argument = Number(argument).ToByteString(),
    };

    private static ItemKey Item(string node, int number) => new() { Run = Run, Node = node, Number = number };

    private static Rational Number(long number) => new() { Numerator = number, Denominator = 1 };
}
