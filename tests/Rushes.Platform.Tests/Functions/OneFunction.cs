using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Tests.Functions;

/// <summary>A service whose only method runs one function: an object in, an object out.</summary>
internal sealed class OneFunction
{
    private static readonly Method<ObjectRef, ObjectRef> Make = new("test.v1.One/Make", ObjectRef.Parser, ObjectRef.Parser);
    private static readonly FunctionReference<ObjectRef, ObjectRef> Reference = new("one.make", ObjectRef.Parser, ObjectRef.Parser);

    private static readonly Dag<ObjectRef, ObjectRef> Graph = Dag.Define<ObjectRef, ObjectRef>("one.make", 1, ObjectRef.Parser, graph =>
        graph.Function("make", graph.Request, Reference, media => new MapItem<ObjectRef>(media, "the one", 1) { Codec = "avc", Height = 1036 }));

    public OneFunction(FunctionHandler<ObjectRef, ObjectRef> handler, TimeSpan? wall = null, string output = "1GiB") => Services =
    [
        new Service("one", [ApiMethod.Define(Make, _ => [], media => media, Graph)], [FunctionRegistration.Create(Reference, TestManifest.Of("one.make", wall, output), handler)]),
    ];

    public IReadOnlyList<Service> Services { get; }

    public static async Task<string> SubmitAsync(PlatformHost host, ObjectRef? argument = null, string request = "request", PriorityClass @class = default) =>
        Assert.IsType<Submission.Accepted>(
            await host.SubmitAsync(Make, argument ?? new ObjectRef(), request, new Priority { Class = @class }, TestHost.Token)).RunId;

    public static Task<RunEnd<ObjectRef>> WaitAsync(PlatformHost host, string run) => host.WaitAsync(Make, run, TestHost.Token);

    public static async Task<RunEnd<ObjectRef>> RunAsync(PlatformHost host, ObjectRef? argument = null) =>
        await WaitAsync(host, await SubmitAsync(host, argument));
}
