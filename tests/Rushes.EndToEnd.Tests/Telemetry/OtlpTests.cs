using System.Globalization;
using Rushes.EndToEnd.Tests.Faults;

namespace Rushes.EndToEnd.Tests.Telemetry;

/// <summary>A job tells a collector what it did, where one is named.</summary>
public sealed class OtlpTests
{
    [Fact]
    public async Task Encode_WithACollector_SendsTheTraceFromSubmissionToToolAndTheMetrics()
    {
        var token = TestContext.Current.CancellationToken;
        using var collector = new Collector();
        using var job = await TinyJob.CreateAsync(token);
        job.Program.With("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address).With("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");

        var end = await job.RunAsync(token);

        Assert.True(end.ExitCode == 0, end.ToString());
        var traces = collector.Received("/v1/traces");
        string[] spans = ["submit rushes.", "step StartNode", "step PlaceCall", "function inspection.scan", "function encoding.avc", "tool ffmpeg", "tool ffprobe"];
        Assert.All(spans, span => Assert.Contains(span, traces, StringComparison.Ordinal));
        var metrics = collector.Received("/v1/metrics");
        string[] instruments = ["rushes.function.duration", "rushes.message.take_latency"];
        Assert.All(instruments, instrument => Assert.Contains(instrument, metrics, StringComparison.Ordinal));
        Assert.Contains("encoding.avc@", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encode_CollectorIsGone_EndsAsEver()
    {
        var token = TestContext.Current.CancellationToken;
        string address;
        using (var collector = new Collector())
        {
            address = collector.Address;
        }

        using var job = await TinyJob.CreateAsync(token);
        job.Program.With("OTEL_EXPORTER_OTLP_ENDPOINT", address).With("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
            .With("OTEL_EXPORTER_OTLP_TIMEOUT", 500.ToString(CultureInfo.InvariantCulture));

        var end = await job.RunAsync(token);

        Assert.True(end.ExitCode == 0, end.ToString());
    }
}
