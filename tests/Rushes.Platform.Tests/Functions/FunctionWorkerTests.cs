using System.Security.Cryptography;
using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Hosting;
using Rushes.Platform.Workflows;
using Rushes.Storage.Local;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Tests.Functions;

public sealed class FunctionWorkerTests
{
    [Fact]
    public async Task Publish_FileOfTheWorkFolder_BecomesAnObjectUnderTheAttempt()
    {
        byte[] bytes = [1, 2, 3, 4, 5];
        await using var test = new TestHost(StoreKind.Sqlite);
        await using var host = await test.StartAsync(new OneFunction((_, context, token) => PublishAsync(context, "chunk.mp4", bytes, token)).Services);

        var run = await OneFunction.SubmitAsync(host);
        var made = Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.WaitAsync(host, run)).Response;

        Assert.Equal(5, made.Size);
        Assert.Equal(SHA256.HashData(bytes), made.Digest.ToByteArray());
        Assert.Equal(LocalObjectStore.UriOf(Path.Combine(test.Objects, "runs", run, "make", "0", "1", "chunk.mp4")), made.Uri);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(new Uri(made.Uri).LocalPath, TestHost.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(test.Scratch));
    }

    [Fact]
    public async Task Publish_FileOfTheLargestSizeAllowed_IsTaken()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        await using var host = await test.StartAsync(new OneFunction((_, context, token) => PublishAsync(context, "object", new byte[4], token), output: "4B").Services);

        Assert.Equal(4, Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.RunAsync(host)).Response.Size);
    }

    [Fact]
    public async Task Publish_FileLargerThanTheLimit_FailsAndIsNotPublished()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        await using var host = await test.StartAsync(new OneFunction((_, context, token) => PublishAsync(context, "object", new byte[5], token), output: "4B").Services);

        var failure = FirstFailure(await OneFunction.RunAsync(host));

        Assert.Equal(("function.output", FailureCategory.Internal, "object"), (failure.Code, failure.Category, failure.Place.Path));
        Assert.Empty(await new LocalObjectStore(test.Objects, []).ListAsync("", TestHost.Token).ToListAsync(TestHost.Token));
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("")]
    public async Task Publish_OutsideTheWorkFolder_IsTheFunctionsBug(string name)
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        await using var host = await test.StartAsync(new OneFunction(async (_, context, token) => await context.PublishAsync(name, token)).Services);

        var failure = FirstFailure(await OneFunction.RunAsync(host));

        Assert.StartsWith("System.ArgumentException", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "object.changed", FailureCategory.Input)]
    [InlineData(true, "object.damaged", FailureCategory.Internal)]
    public async Task Open_ObjectOfAnotherSize_IsTheFaultOfWhoeverMadeIt(bool ours, string code, FailureCategory category)
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        var path = ours ? Path.Combine(test.Objects, "made.bin") : test.Source;
        Directory.CreateDirectory(test.Objects);
        await File.WriteAllTextAsync(path, "four", TestHost.Token);
        await using var host = await test.StartAsync(new OneFunction(OpenAsync).Services);

        var failure = FirstFailure(await OneFunction.RunAsync(host, new ObjectRef { Uri = LocalObjectStore.UriOf(path), Size = 5 }));

        Assert.Equal((code, category), (failure.Code, failure.Category));
    }

    [Fact]
    public async Task Open_ObjectThatIsThere_GivesItsLocalPath()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        var path = Path.Combine(test.Objects, "source.bin");
        Directory.CreateDirectory(test.Objects);
        await File.WriteAllTextAsync(path, "four", TestHost.Token);
        await using var host = await test.StartAsync(new OneFunction(OpenAsync).Services);

        var end = await OneFunction.RunAsync(host, new ObjectRef { Uri = LocalObjectStore.UriOf(path), Size = 4 });

        Assert.Equal(path, Assert.IsType<RunEnd<ObjectRef>.Succeeded>(end).Response.Uri);
    }

    [Fact]
    public async Task Run_LongerThanTheWallLimit_IsStoppedAndFails()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        var function = new OneFunction(async (media, _, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return media;
        }, wall: TimeSpan.FromMilliseconds(20));
        await using var host = await test.StartAsync(function.Services);

        Assert.Equal("function.wall", FirstFailure(await OneFunction.RunAsync(host)).Code);
    }

    [Fact]
    public async Task Run_DiskIsFull_IsAFailureOfCapacity()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        await using var host = await test.StartAsync(new OneFunction((_, _, _) => throw new IOException("No space left on device", 28)).Services);

        var failure = FirstFailure(await OneFunction.RunAsync(host));

        Assert.Equal(("disk.full", FailureCategory.Capacity), (failure.Code, failure.Category));
    }

    [Fact]
    public async Task Report_WhileRunning_ShowsInTheSnapshot()
    {
        var reported = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var test = new TestHost(StoreKind.Sqlite);
        await using var host = await test.StartAsync(new OneFunction(async (media, context, token) =>
        {
            context.Report(30, 100);
            reported.SetResult();
            await goOn.Task.WaitAsync(token);
            return media;
        }).Services);
        var run = await OneFunction.SubmitAsync(host);
        await reported.Task;

        var work = Assert.Single((await host.SnapshotAsync(run, TestHost.Token)));
        goOn.SetResult();

        Assert.Equal((WorkState.Running, 30, 100, "the one", 1), (work.State, work.Done, work.Total, work.Label, work.Attempts));
        await OneFunction.WaitAsync(host, run);
        Assert.Equal(WorkState.Done, Assert.Single((await host.SnapshotAsync(run, TestHost.Token))).State);
    }

    [Fact]
    public async Task Tools_NoLimitsGiven_HaveThoseOfTheManifest()
    {
        var tools = new FakeToolRunner();
        await using var test = new TestHost(StoreKind.Sqlite) { Tools = tools };
        await using var host = await test.StartAsync(new OneFunction(async (media, context, token) =>
        {
            await context.Tools.RunAsync(new ToolInvocation("/tool", []), token);
            await context.Tools.RunAsync(new ToolInvocation("/tool", []) { Limits = new ToolLimits(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1)) }, token);
            return media;
        }, wall: TimeSpan.FromMinutes(7)).Services);

        await OneFunction.RunAsync(host);

        Assert.Equal([TimeSpan.FromMinutes(7), TimeSpan.FromSeconds(5)], tools.Invocations.Select(invocation => invocation.Limits.Wall));
    }

    /// <summary>Also where the function sets limits of time: of how much there is, the manifest alone decides.</summary>
    [Fact]
    public async Task Tools_Always_HaveTheMemoryAndCoresOfTheShape()
    {
        var tools = new FakeToolRunner();
        await using var test = new TestHost(StoreKind.Sqlite) { Tools = tools };
        var service = new OneFunction(async (media, context, token) =>
        {
            await context.Tools.RunAsync(new ToolInvocation("/tool", []), token);
            await context.Tools.RunAsync(new ToolInvocation("/tool", []) { Limits = new ToolLimits(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1)) }, token);
            return media;
        }, wall: TimeSpan.FromMinutes(7));
        await using var host = await test.StartAsync(service.Services);

        await OneFunction.RunAsync(host);

        var manifest = new WorkflowCatalog(service.Services).Function("one.make")!.Manifest;
        var shape = Assert.Single(manifest.Shapes.Values);
        Assert.True(shape is { Cores: > 0, MemoryBytes: > 0 });
        Assert.Equal(2, tools.Invocations.Count);
        Assert.All(tools.Invocations, invocation => Assert.Equal(
            (shape.Cores, shape.MemoryBytes, manifest.Limits.OutputBytes, TimeSpan.FromMinutes(7) * shape.Cores),
            (invocation.Limits.Cores, invocation.Limits.MemoryBytes, invocation.Limits.OutputBytes, invocation.Limits.Processor)));
    }

    private static async Task<StepOutcome<ObjectRef>> PublishAsync(
        FunctionContext context, string name, byte[] bytes, CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(Path.Combine(context.WorkFolder, name), bytes, cancellationToken);
        return await context.PublishAsync(name, cancellationToken);
    }

    private static async Task<StepOutcome<ObjectRef>> OpenAsync(
        ObjectRef media, FunctionContext context, CancellationToken cancellationToken) =>
        new ObjectRef { Uri = await context.OpenAsync(media, cancellationToken) };

    private static Failure FirstFailure(RunEnd<ObjectRef> end) => Assert.IsType<RunEnd<ObjectRef>.Failed>(end).Failures[0];
}
