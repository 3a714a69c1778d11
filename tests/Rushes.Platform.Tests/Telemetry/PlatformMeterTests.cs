using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Fleet;
using Rushes.Platform.Hosting;
using Rushes.Platform.Reading;
using Rushes.Platform.Telemetry;
using Rushes.Platform.Tests.Fleet;
using Rushes.Platform.Tests.Functions;
using Rushes.Platform.Workflows;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Tests.Telemetry;

/// <summary>A scripted run, and exactly what it counts. Other tests count too: theirs is told by the labels.</summary>
public sealed class PlatformMeterTests : IDisposable
{
    /// <summary>No other test uses this class.</summary>
    private readonly ClassMeter _meter = new("first-class");

    [Fact]
    public async Task Function_FailsOnceAndUsesTools_IsCountedExactly()
    {
        var attempts = 0;
        var tools = new FakeToolRunner(invocation => FakeToolRunner.Succeed(invocation) with { Processor = TimeSpan.FromSeconds(1.5) });
        await using var test = new TestHost(StoreKind.Sqlite) { Tools = tools };
        await using var host = await test.StartAsync(new OneFunction(async (media, context, token) =>
        {
            await context.Tools.RunAsync(new ToolInvocation("/tool", []), token);
            await context.Tools.RunAsync(new ToolInvocation("/tool", []), token);
            return ++attempts == 1 ? new Failure { Code = "test.once", Category = FailureCategory.Internal } : media;
        }).Services);

        var run = await OneFunction.SubmitAsync(host, @class: PriorityClass.FirstClass);
        Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.WaitAsync(host, run));

        Assert.Equal(
            ["function=one.make@1.0.0 shape=1c/1GiB class=first-class outcome=internal", "function=one.make@1.0.0 shape=1c/1GiB class=first-class outcome=done"],
            _meter.Measured("rushes.function.duration").Select(one => one.Labels));
        Assert.Equal([3.0, 3.0], _meter.Measured("rushes.function.processor").Select(one => one.Value));
        Assert.Equal([(6.0, "method=test.v1.One/Make class=first-class outcome=done")], _meter.Measured("rushes.job.processor"));
        Assert.Equal([(1.0, "queue=compute class=first-class category=internal")], _meter.Measured("rushes.message.retries"));
        Assert.Equal(
            ["queue=compute class=first-class", "queue=compute class=first-class", "queue=steps class=first-class"],
            _meter.Measured("rushes.message.take_latency").Select(one => one.Labels).Order(StringComparer.Ordinal));
        Assert.All(_meter.Measured("rushes.message.take_latency"), one => Assert.InRange(one.Value, 0, 60));
    }

    [Fact]
    public async Task Job_DoneByAWorkerAtItsSecondAttempt_HasItsCostAndItsWaitAtTheServer()
    {
        var attempts = 0;
        var tools = new FakeToolRunner(invocation => FakeToolRunner.Succeed(invocation) with { Processor = TimeSpan.FromSeconds(1.5) });
        var function = new OneFunction(async (media, context, token) =>
        {
            await context.Tools.RunAsync(new ToolInvocation("/tool", []), token);
            return ++attempts == 1 ? new Failure { Code = "test.once", Category = FailureCategory.Internal } : media;
        });
        await using var test = new TestHost(StoreKind.Sqlite) { Slots = 0, Fleet = true };
        await using var host = await test.StartAsync(function.Services);
        var network = new TestNetwork { Servers = { host.WorkAsync } };
        await using var worker = FleetWorker.Start(
            new FleetWorkerOptions { ScratchFolder = $"{test.Scratch}-worker", Cores = 4, Memory = 1L << 40 }, function.Services, _ => test.Store, tools,
            network.CallAsync, TimeProvider.System, NullLoggerFactory.Instance);

        var run = await OneFunction.SubmitAsync(host, @class: PriorityClass.FirstClass);
        Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.WaitAsync(host, run));

        Assert.Equal([(3.0, "method=test.v1.One/Make class=first-class outcome=done")], _meter.Measured("rushes.job.processor"));
        Assert.Equal([1.5, 1.5], _meter.Measured("rushes.rendition.processor").Select(one => one.Value));
        Assert.All(_meter.Measured("rushes.rendition.processor"), one => Assert.Equal("codec=avc height=1080 class=first-class", one.Labels));
        Assert.Equal(2, _meter.Measured("rushes.message.take_latency").Count(one => one.Labels == "queue=compute class=first-class"));
        using var reader = Assert.IsType<DatabaseOpening.Opened>(JobsReader.Open(await test.LocateAsync(), TimeProvider.System)).Reader;
        Assert.Equal(TimeSpan.FromSeconds(3), reader.Graph(run)!.Run.Processor);
    }

    [Theory]
    [InlineData(1, "express")]
    [InlineData(3, "first-class")]
    [InlineData(77, "unknown")]
    public void Class_OfAnyNumber_IsOneOfAFew(int value, string label) => Assert.Equal(label, MetricLabels.Class(value));

    [Theory]
    [InlineData(0, "none")]
    [InlineData(100, "144")]
    [InlineData(1036, "1080")]
    [InlineData(2160, "2160")]
    [InlineData(9999, "larger")]
    public void Height_OfAnyPicture_IsAUsualOne(int height, string label) => Assert.Equal(label, MetricLabels.Height(height));

    [Fact]
    public void Shape_OfWork_IsItsSize() =>
        Assert.Equal("4c/1.5GiB", MetricLabels.Shape(new RunFunction { Cores = 4, Memory = 3L << 29 }));

    public void Dispose() => _meter.Dispose();
}
