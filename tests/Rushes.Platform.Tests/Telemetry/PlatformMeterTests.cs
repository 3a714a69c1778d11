using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Telemetry;
using Rushes.Platform.Tests.Functions;
using Rushes.Platform.Workflows;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Tests.Telemetry;

/// <summary>A scripted run, and exactly what it counts. Other tests count too: theirs is told by the labels.</summary>
public sealed class PlatformMeterTests : IDisposable
{
    private readonly ConcurrentQueue<(string Name, double Value, string Labels)> _measured = [];
    private readonly MeterListener _listener;

    public PlatformMeterTests()
    {
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == PlatformMeter.Name)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

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

        // No other test uses this class.
        var run = await OneFunction.SubmitAsync(host, @class: PriorityClass.FirstClass);
        Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.WaitAsync(host, run));

        Assert.Equal(
            ["function=one.make@1.0.0 shape=1c/1GiB class=first-class outcome=internal", "function=one.make@1.0.0 shape=1c/1GiB class=first-class outcome=done"],
            Measured("rushes.function.duration").Select(one => one.Labels));
        Assert.Equal([3.0, 3.0], Measured("rushes.function.processor").Select(one => one.Value));
        Assert.Equal([(1.0, "queue=compute class=first-class category=internal")], Measured("rushes.message.retries"));
        Assert.Equal(
            ["queue=compute class=first-class", "queue=compute class=first-class", "queue=steps class=first-class"],
            Measured("rushes.message.take_latency").Select(one => one.Labels).Order(StringComparer.Ordinal));
        Assert.All(Measured("rushes.message.take_latency"), one => Assert.InRange(one.Value, 0, 60));
    }

    [Theory]
    [InlineData(1, "express")]
    [InlineData(3, "first-class")]
    [InlineData(77, "unknown")]
    public void Class_OfAnyNumber_IsOneOfAFew(int value, string label) => Assert.Equal(label, MetricLabels.Class(value));

    [Fact]
    public void Shape_OfWork_IsItsSize() =>
        Assert.Equal("4c/1.5GiB", MetricLabels.Shape(new RunFunction { Cores = 4, Memory = 3L << 29 }));

    public void Dispose() => _listener.Dispose();

    private IEnumerable<(double Value, string Labels)> Measured(string name) =>
        _measured.Where(one => one.Name == name && one.Labels.Contains("class=first-class", StringComparison.Ordinal)).Select(one => (one.Value, one.Labels));

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        List<string> labels = [];
        foreach (var (name, label) in tags)
        {
            labels.Add($"{name}={label}");
        }

        _measured.Enqueue((instrument.Name, value, string.Join(' ', labels)));
    }
}
