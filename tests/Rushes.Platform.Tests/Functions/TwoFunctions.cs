using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Tests.Functions;

/// <summary>A service whose method makes an object in one function and hands it on in another, which fails when told to.</summary>
internal sealed class TwoFunctions
{
    private static readonly Method<ObjectRef, ObjectRef> Method = new("test.v1.Two/Make", ObjectRef.Parser, ObjectRef.Parser);
    private static readonly FunctionReference<ObjectRef, ObjectRef> Make = new("two.make", ObjectRef.Parser, ObjectRef.Parser);
    private static readonly FunctionReference<ObjectRef, ObjectRef> HandOn = new("two.hand-on", ObjectRef.Parser, ObjectRef.Parser);

    private static readonly Dag<ObjectRef, ObjectRef> Graph = Dag.Define<ObjectRef, ObjectRef>("two.make", 1, ObjectRef.Parser, graph =>
    {
        var made = graph.Function("make", graph.Request, Make, media => new MapItem<ObjectRef>(media, "make", 1));
        return graph.Function("hand-on", made, HandOn, media => new MapItem<ObjectRef>(media, "hand on", 1));
    });

    private readonly Func<bool> _fails;

    public TwoFunctions(Func<bool> fails)
    {
        _fails = fails;
        Services =
        [
            new Service(
                "two",
                [ApiMethod.Define(Method, _ => [], media => media, Graph)],
                [
                    FunctionRegistration.Create(Make, TestManifest.Of("two.make"), MakeAsync),
                    FunctionRegistration.Create(HandOn, TestManifest.Of("two.hand-on"), HandOnAsync),
                ]),
        ];
    }

    public IReadOnlyList<Service> Services { get; }

    public int Made { get; private set; }

    public static async Task<string> SubmitAsync(PlatformHost host) => Assert.IsType<Submission.Accepted>(
        await host.SubmitAsync(Method, new ObjectRef(), "request", new Priority(), TestHost.Token)).RunId;

    public static Task<RunEnd<ObjectRef>> WaitAsync(PlatformHost host, string run) => host.WaitAsync(Method, run, TestHost.Token);

    private async Task<StepOutcome<ObjectRef>> MakeAsync(ObjectRef media, FunctionContext context, CancellationToken cancellationToken)
    {
        Made++;
        await File.WriteAllTextAsync(Path.Combine(context.WorkFolder, "object"), "text", cancellationToken);
        return await context.PublishAsync("object", cancellationToken);
    }

    /// <summary>What it publishes in an attempt that fails is nobody's.</summary>
    private async Task<StepOutcome<ObjectRef>> HandOnAsync(ObjectRef media, FunctionContext context, CancellationToken cancellationToken)
    {
        await context.OpenAsync(media, cancellationToken);
        if (!_fails())
        {
            return media;
        }

        await File.WriteAllTextAsync(Path.Combine(context.WorkFolder, "lost"), "lost", cancellationToken);
        await context.PublishAsync("lost", cancellationToken);
        return new Failure { Code = "test.failure", Category = FailureCategory.Configuration };
    }
}
