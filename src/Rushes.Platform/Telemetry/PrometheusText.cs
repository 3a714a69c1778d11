using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Rushes.Platform.Telemetry;

/// <summary>
/// Gathers what the meters of this program say from now on, and writes it as Prometheus reads it (text format 0.0.4).
/// Thread-safe.
/// </summary>
public sealed class PrometheusText : IDisposable
{
    /// <summary>What an endpoint says of the text.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener;

    /// <param name="meterPrefix">Meters whose names begin so.</param>
    public PrometheusText(string meterPrefix = "Rushes.")
    {
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name.StartsWith(meterPrefix, StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument.Name, _ => new MetricFamily(instrument)));
                }
            },
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => ((MetricFamily)family!).Record(value, tags));
        _listener.Start();
    }

    public string Write()
    {
        lock (_families)
        {
            foreach (var family in _families.Values)
            {
                family.ForgetObserved();
            }

            _listener.RecordObservableInstruments();
            using var text = new StringWriter();
            foreach (var family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
            {
                family.Write(text);
            }

            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();
}
