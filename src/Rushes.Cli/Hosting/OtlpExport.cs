using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Rushes.Platform.Telemetry;

namespace Rushes.Cli.Hosting;

/// <summary>
/// Sends traces and metrics to a collector (OTLP), where the usual variables name one. The library reads the rest of them
/// itself: protocol, headers, sampling. What has not been sent yet goes out at the end.
/// </summary>
internal sealed class OtlpExport : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ServiceName = "OTEL_SERVICE_NAME";

    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;

    private OtlpExport(string service)
    {
        var version = typeof(OtlpExport).Assembly.GetName().Version?.ToString(3);
        var resource = ResourceBuilder.CreateDefault().AddService(service, serviceVersion: version);
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource([.. Tracing.SourceNames]).AddOtlpExporter().Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(PlatformMeter.Name).AddOtlpExporter().Build();
    }

    /// <summary>Null: nobody is named.</summary>
    public static OtlpExport? Start(Surroundings surroundings) => surroundings.Variable(Endpoint) is { Length: > 0 }
        ? new OtlpExport(surroundings.Variable(ServiceName) is { Length: > 0 } name ? name : "rushes")
        : null;

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }
}
