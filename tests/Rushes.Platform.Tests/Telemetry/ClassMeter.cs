using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Rushes.Platform.Telemetry;

namespace Rushes.Platform.Tests.Telemetry;

/// <summary>What is measured of work of one class; other tests count too.</summary>
internal sealed class ClassMeter : IDisposable
{
    private readonly ConcurrentQueue<(string Name, double Value, string Labels)> _measured = [];
    private readonly MeterListener _listener;
    private readonly string _class;

    public ClassMeter(string @class)
    {
        _class = @class;
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

    /// <summary>In the order in which it was.</summary>
    public IEnumerable<(double Value, string Labels)> Measured(string name) =>
        _measured.Where(one => one.Name == name && one.Labels.Split(' ').Contains($"class={_class}")).Select(one => (one.Value, one.Labels));

    public void Dispose() => _listener.Dispose();

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
